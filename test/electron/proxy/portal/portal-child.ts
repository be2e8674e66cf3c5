import { randomBytes } from 'node:crypto';
import { createServer, type RequestListener } from 'node:http';
import { createLoopbackProxy } from '../../../../electron/proxy/loopback-proxy.ts';
import { lookForPortal } from '../../../../electron/proxy/portal/look-for-portal.ts';
import { createPortalPass } from '../../../../electron/proxy/portal/portal-pass.ts';
import { createPortalWatch, type PortalLook } from '../../../../electron/proxy/portal/portal-watch.ts';
import { exchangeAlone } from './exchange-alone.ts';

/** A hotel: its network answers every name with its own address until somebody logs in. Runs in a network namespace of its own. */
const HOTEL = '10.99.0.1';
const LOGIN = '192.0.2.1';
const PRINTER = '10.99.0.7';
let isLoggedIn = false;
const serve = (host: string, port: number, listener: RequestListener): Promise<void> =>
  new Promise((resolve) => createServer(listener).listen(port, host, () => resolve()));

await serve(HOTEL, 80, (request, response) => {
  if (isLoggedIn && request.url === '/generate_204') return response.writeHead(204).end();
  return response.writeHead(302, { Location: `http://login.hotel.example:8880/?from=${request.headers.host}` }).end();
});
await serve(LOGIN, 8880, (request, response) => {
  if (request.url === '/next') return response.writeHead(302, { Location: 'http://welcome.hotel.example/' }).end();
  if (request.url === '/room') isLoggedIn = true;
  return response.end('log in here');
});
await serve(PRINTER, 80, (_request, response) => response.end('printer'));

const resolve = (host: string): Promise<readonly string[]> => {
  if (host === 'login.hotel.example') return Promise.resolve([LOGIN]);
  if (host === 'printer.example') return Promise.resolve([PRINTER]);
  if (host === 'rebind.example') return Promise.resolve(['127.0.0.1']);
  return Promise.resolve([HOTEL]);
};
const states: PortalLook['state'][] = [];
let look = (): void => undefined;
const pass = createPortalPass({ monotonicMs: () => performance.now(), onSuspect: () => look() });
const watch = createPortalWatch({
  ...pass,
  look: () => lookForPortal({ url: 'http://check.example/generate_204', resolve, timeoutMs: 2000 }),
  monotonicMs: () => performance.now(),
  setTimer: (fire) => {
    const timer = setTimeout(fire, 200);
    return () => clearTimeout(timer);
  },
  onState: (state) => states.push(state),
});
look = () => watch.suspect();
const proxy = createLoopbackProxy({
  decide: () => ({ action: 'allow' }),
  resolve,
  random: (bytes) => randomBytes(bytes),
  monotonicMs: () => performance.now(),
  access: { hosts: [], networks: [] },
  ports: { connect: [], http: [] },
  bypass: { privateAddresses: true, plainNames: false, hosts: [] },
  whenProxyIsGone: 'closed',
  portal: pass,
});
const { proxy: place } = await proxy.start();
const get = (url: string) => exchangeAlone(place.port, `GET ${url} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`);
const until = async (state: PortalLook['state']): Promise<void> => {
  while (states.at(-1) !== state) await new Promise((wait) => setTimeout(wait, 20));
};

const first = await get('http://news.example/');
await until('captive');
const captive = {
  hijacked: await get('http://news.example/'),
  login: await get('http://login.hotel.example:8880/'),
  tunnel: await exchangeAlone(place.port, 'CONNECT login.hotel.example:8880 HTTP/1.1\r\nHost: a\r\n\r\n'),
  followed: [await get('http://login.hotel.example:8880/next'), await get('http://welcome.hotel.example/')],
  printer: await get('http://printer.example/'),
  rebind: await get('http://rebind.example/'),
};
await get('http://login.hotel.example:8880/room');
await until('open');
const after = { login: await get('http://login.hotel.example:8880/'), hijacked: await get('http://news.example/') };
console.log(JSON.stringify({ first, captive, after }));
watch.stop();
await proxy.stop();
process.exit(0);
