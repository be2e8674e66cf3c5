import { createHash, generateKeyPairSync, randomBytes, X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { WebSocketServer } from 'ws';
import { selfSignedCertificate } from '../../../server/telephony/kamailio/certificate.ts';
import { invoke, SampleApp, seenBy } from './sample-app.ts';

let app: SampleApp;
let page: Page;
let server: Server;
let certificate: string;
const upgrades: { origin: string | undefined; protocol: string | undefined; cookie: string | undefined }[] = [];
let url = '';

beforeAll(async () => {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const day = 86_400_000;
  certificate = selfSignedCertificate({
    key: privateKey,
    names: ['localhost', '127.0.0.1'],
    notBefore: new Date(Date.now() - day),
    notAfter: new Date(Date.now() + day),
    serial: randomBytes(16),
  });
  server = createServer(
    { key: privateKey.export({ type: 'pkcs8', format: 'pem' }), cert: certificate },
    (request, response) => {
      response.writeHead(200, { 'content-type': 'text/html' }).end(`<title>secure ${request.url ?? ''}</title>`);
    },
  );
  const sockets = new WebSocketServer({ server });
  sockets.on('connection', (socket, { headers }) => {
    upgrades.push({ origin: headers.origin, protocol: headers['sec-websocket-protocol'], cookie: headers.cookie });
    socket.on('message', (data, isBinary) => socket.send(data, { binary: isBinary }));
    socket.send('welcome');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `localhost:${(server.address() as AddressInfo).port}`;
  app = new SampleApp({ main: 'tls.ts', env: { SAMPLE_CONNECT: `wss://${url}` } });
  page = await app.windowPage();
}, 60_000);
beforeEach(() => {
  upgrades.length = 0;
});
afterAll(async () => {
  await app.stop();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

/** Opens a socket in the app's page, sends a line once it is open, and tells what happened. */
async function talk(address: string, protocol = 'sip'): Promise<string[]> {
  return await page.evaluate(
    async ([target, subprotocol]) =>
      await new Promise<string[]>((resolve) => {
        const told: string[] = [];
        const socket = new WebSocket(target, [subprotocol]);
        socket.addEventListener('open', () => {
          told.push(`open ${socket.protocol}`);
          socket.send('hello');
        });
        socket.addEventListener('message', ({ data }) => {
          told.push(String(data));
          if (data === 'hello') socket.close(1000, 'done');
        });
        socket.addEventListener('close', ({ code }) => {
          told.push(`closed ${code}`);
          resolve(told);
        });
      }),
    [address, protocol] as const,
  );
}

describe('a wss connection of the app’s page', () => {
  test('is open when the verify procedure accepts the certificate, whoever vouches for it', async () => {
    await invoke(page, 'answer', 0);
    expect(await talk(`wss://${url}/`)).toEqual(['open sip', 'welcome', 'hello', 'closed 1000']);
    expect(upgrades).toEqual([{ origin: 'app://ui', protocol: 'sip', cookie: undefined }]);
  });

  test('asks the procedure about the very certificate of the server', async () => {
    const seen = await seenBy(page);
    const { raw } = new X509Certificate(certificate);
    expect(seen['pem']).toBe('yes');
    expect(JSON.parse(seen['asked'] ?? '')).toEqual({
      hostname: 'localhost',
      verificationResult: 'net::ERR_CERT_AUTHORITY_INVALID',
      errorCode: -202,
      isIssuedByKnownRoot: false,
      fingerprint: `sha256/${createHash('sha256').update(raw).digest('base64')}`,
      subjectName: 'Offhook phone engine',
      issuerName: 'Offhook phone engine',
      lives: true,
    });
  });

  test.each([
    ['refuses', -2],
    ['leaves it to Chromium, which knows no such authority', -3],
  ])('is refused before a byte is sent when the procedure %s', async (_words, answer) => {
    await invoke(page, 'answer', answer);
    expect(await talk(`wss://${url}/`)).toEqual(['closed 1006']);
    expect(upgrades).toEqual([]);
  });

  test('is refused where the page’s content policy has no such place', async () => {
    await invoke(page, 'answer', 0);
    expect(await talk(`wss://${url.replace('localhost', '127.0.0.1')}/`)).toEqual(['closed 1006']);
    expect(upgrades).toEqual([]);
    expect((await app.state()).log.join('\n')).toMatch(/Content Security Policy of app:\/\/ui\/ refuses/);
  });
});

describe('an https request', () => {
  test.each([
    [0, 'loaded'],
    [-2, /ERR_CERT_INVALID/],
    [-3, /ERR_CERT_INVALID/],
  ])('obeys the procedure’s %d', async (answer, outcome) => {
    await invoke(page, 'answer', answer);
    expect(await invoke(page, 'fetch', `https://${url}/x${answer}`)).toMatch(outcome);
  });
});
