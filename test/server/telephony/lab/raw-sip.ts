import { createHash, randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import type { SipCredential } from '../../../../core/wire/device.ts';
import type { EngineFiles } from '../../../../server/telephony/kamailio/engine-files.ts';

/** Generous: other tests may keep both cores busy. */
const WAIT_MS = 15_000;
const md5 = (text: string): string => createHash('md5').update(text).digest('hex');

export interface SipReply {
  readonly status: number;
  readonly reason: string;
  readonly text: string;
}

export interface RawRequest {
  readonly method: string;
  readonly uri: string;
  readonly from: string;
  readonly to: string;
  readonly toTag?: string;
  readonly headers?: readonly string[];
  /** Answers the challenge with it. */
  readonly credential?: SipCredential;
}

/** SIP by hand, for what no phone would send. */
export interface RawSip {
  send(request: RawRequest): Promise<SipReply>;
  /** Acknowledges a 200 to an INVITE. */
  acknowledge(request: RawRequest, reply: SipReply): void;
  /** What has come in besides replies, ACKs left out. Each is answered with 200 at once. */
  readonly requests: readonly string[];
  close(): void;
}

/** Rejects with the HTTP status when the engine refuses the handshake. */
export async function connectRawSip(files: EngineFiles, origin: string | null): Promise<RawSip> {
  const socket = new WebSocket(`wss://127.0.0.1:${files.settings.webSocketPort}/`, 'sip', {
    // The engine's own certificate is the only one trusted, name and all.
    ca: await readFile(join(files.folder, 'tls-certificate.pem')),
    ...(origin === null ? {} : { origin }),
  });
  await new Promise<void>((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
    socket.once('unexpected-response', (_request, response) => reject(new Error(`HTTP ${response.statusCode}`)));
  });
  let onMessage: (text: string) => void = () => undefined;
  const requests: string[] = [];
  socket.on('message', (data: Buffer) => {
    const text = data.toString('utf8');
    if (text.startsWith('SIP/2.0 ')) onMessage(text);
    else if (!text.startsWith('ACK ')) {
      requests.push(text);
      socket.send(renderOk(text));
    }
  });

  function ask(text: string, callId: string): Promise<SipReply> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`no answer to ${text.split('\r\n')[0]}`)), WAIT_MS);
      onMessage = (answer) => {
        const [, status = '0', reason = ''] = /^SIP\/2\.0 (\d{3}) (.*)/.exec(answer) ?? [];
        if (Number(status) < 200 || !answer.includes(callId)) return;
        clearTimeout(timer);
        resolve({ status: Number(status), reason, text: answer });
      };
      socket.send(text);
    });
  }

  return {
    async send(request) {
      const callId = randomUUID();
      const first = await ask(render(request, callId, 1, []), callId);
      if (request.credential === undefined || (first.status !== 401 && first.status !== 407)) return first;
      return ask(render(request, callId, 2, [authorise(request, request.credential, first)]), callId);
    },
    acknowledge(request, reply) {
      const callId = header(reply.text, 'Call-ID');
      const [, uri = ''] = /<([^>]*)>/.exec(header(reply.text, 'Contact')) ?? [];
      const [, toTag = ''] = /;tag=(.*)/.exec(header(reply.text, 'To')) ?? [];
      const routes = headers(reply.text, 'Record-Route').map((route) => `Route: ${route}`);
      const cseq = Number.parseInt(header(reply.text, 'CSeq'), 10);
      socket.send(render({ ...request, method: 'ACK', uri, toTag, headers: routes.toReversed() }, callId, cseq, []));
    },
    requests,
    close: () => socket.terminate(),
  };
}

const headers = (text: string, name: string): readonly string[] =>
  [...text.matchAll(new RegExp(`^${name}: (.*?)\\r?$`, 'gim'))].map(([, value = '']) => value);
const header = (text: string, name: string): string => headers(text, name)[0] ?? '';

/** Yes to any request. */
function renderOk(request: string): string {
  const copied = ['Via', 'Record-Route', 'From', 'Call-ID', 'CSeq'].flatMap((name) =>
    headers(request, name).map((value) => `${name}: ${value}`),
  );
  const to = header(request, 'To');
  return [
    'SIP/2.0 200 OK',
    ...copied,
    `To: ${to}${to.includes(';tag=') ? '' : `;tag=${randomUUID().slice(0, 8)}`}`,
    'Contact: <sip:raw@raw.invalid;transport=ws>',
    'Content-Length: 0',
    '',
    '',
  ].join('\r\n');
}

function render(request: RawRequest, callId: string, cseq: number, more: readonly string[]): string {
  const { method, uri, from, to, toTag, headers = [] } = request;
  return [
    `${method} ${uri} SIP/2.0`,
    `Via: SIP/2.0/WSS raw.invalid;branch=z9hG4bK${randomUUID()}`,
    'Max-Forwards: 70',
    `From: <${from}>;tag=${callId.slice(0, 8)}`,
    `To: <${to}>${toTag === undefined ? '' : `;tag=${toTag}`}`,
    `Call-ID: ${callId}`,
    `CSeq: ${cseq} ${method}`,
    ...(headers.some((header) => /^(contact|m)\s*:/i.test(header))
      ? []
      : ['Contact: <sip:raw@raw.invalid;transport=ws>']),
    ...headers,
    ...more,
    'Content-Length: 0',
    '',
    '',
  ].join('\r\n');
}

/** RFC 2617, as Kamailio 5.6 asks for it: MD5 with qop=auth. */
function authorise(request: RawRequest, credential: SipCredential, challenge: SipReply): string {
  const [, realm = ''] = /realm="([^"]*)"/.exec(challenge.text) ?? [];
  const [, nonce = ''] = /nonce="([^"]*)"/.exec(challenge.text) ?? [];
  const ha1 = md5(`${credential.username}:${realm}:${credential.password}`);
  const ha2 = md5(`${request.method}:${request.uri}`);
  const response = md5(`${ha1}:${nonce}:00000001:abcdef:auth:${ha2}`);
  const name = challenge.status === 401 ? 'Authorization' : 'Proxy-Authorization';
  return `${name}: Digest username="${credential.username}", realm="${realm}", nonce="${nonce}", uri="${request.uri}", response="${response}", algorithm=MD5, qop=auth, nc=00000001, cnonce="abcdef"`;
}
