import type { IncomingMessage } from 'node:http';
import { endToEnd, valuesOf, without } from './header-fields.ts';
import type { Connected } from './race-connect.ts';
import type { Target } from './target.ts';

export type UpstreamAnswer =
  | { readonly ok: true; readonly rest: Buffer }
  /** What the proxy of before said instead, such as 407: the browser's to deal with. */
  | { readonly ok: false; readonly status: number; readonly fields: readonly string[] }
  | { readonly ok: false; readonly status: null };

const MAX_HEAD = 65_536;

/** Asks the proxy that the computer used before us for a tunnel, with the browser's own credentials for it. */
export function askForTunnel(
  connected: Connected,
  target: Target,
  request: IncomingMessage,
  timeoutMs: number,
): Promise<UpstreamAnswer> {
  const { socket } = connected;
  return new Promise((resolve) => {
    let head = Buffer.alloc(0);
    const settle = (answer: UpstreamAnswer): false => {
      clearTimeout(timer);
      socket.off('close', onClose);
      socket.off('error', onClose);
      resolve(answer);
      return false;
    };
    const onClose = (): void => void settle({ ok: false, status: null });
    const timer = setTimeout(onClose, timeoutMs);
    socket.once('close', onClose);
    socket.on('error', onClose);
    connected.attach((chunk) => {
      head = Buffer.concat([head, chunk]);
      const end = head.indexOf('\r\n\r\n');
      if (end !== -1) return settle(readAnswer(head.subarray(0, end).toString('latin1'), head.subarray(end + 4)));
      return head.length > MAX_HEAD ? settle({ ok: false, status: null }) : true;
    });
    const authority = `${target.urlHost}:${target.port}`;
    const passed = ['proxy-authorization', 'user-agent'].flatMap((name) =>
      valuesOf(request.rawHeaders, name).map((value) => `${name}: ${value}\r\n`),
    );
    socket.write(`CONNECT ${authority} HTTP/1.1\r\nHost: ${authority}\r\n${passed.join('')}\r\n`, 'latin1');
  });
}

function readAnswer(head: string, rest: Buffer): UpstreamAnswer {
  const [statusLine = '', ...lines] = head.split('\r\n');
  const status = Number(/^HTTP\/1\.[01] ([1-5]\d\d)(?: |$)/.exec(statusLine)?.[1] ?? Number.NaN);
  if (Number.isNaN(status)) return { ok: false, status: null };
  if (status >= 200 && status < 300) return { ok: true, rest };
  const fields = lines.map((line) => /^([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*([^\0\r\n]*)$/.exec(line));
  if (status < 200 || fields.includes(null)) return { ok: false, status: null };
  const flat = fields.flatMap((field) => field?.slice(1, 3) ?? []);
  const kept = without(without(endToEnd(flat, ['proxy-authenticate']), 'content-length'), 'trailer');
  return { ok: false, status, fields: kept };
}
