import { connect as tlsConnect, createServer as createTlsServer } from 'node:tls';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { clientHello, GREASE } from './support/hello.ts';
import { startOrigin, startTcpOrigin } from './support/origin.ts';
import { onEnd, startProxy } from './support/proxy.ts';
import { rawClient, statusOf, type RawClient } from './support/raw.ts';
import { selfSigned } from './support/tls.ts';

const ESTABLISHED = /^HTTP\/1\.1 200 Connection established\r\n\r\n/;

describe('a tunnel', () => {
  it('carries TLS end to end, untouched, and the filter sees host, port and server name', async () => {
    const port = await tlsOrigin();
    const { port: proxyPort, asked } = await startProxy();
    const client = await tunnel(proxyPort, `site.example:${port}`);
    const secure = tlsConnect({ socket: client.socket, servername: 'inner.example', rejectUnauthorized: false });
    secure.write('hello');
    expect(await new Promise((resolve) => secure.once('data', (data) => resolve(String(data))))).toBe('HELLO');
    expect(secure.authorized).toBe(false);
    expect(asked.map(({ url, via, sni }) => ({ url, via, sni }))).toEqual([
      { url: `https://site.example:${port}/`, via: 'connect', sni: undefined },
      { url: `https://site.example:${port}/`, via: 'connect', sni: 'inner.example' },
    ]);
    secure.destroy();
  });

  it('to a blocked site is refused before anything is dialled', async () => {
    let dialled = 0;
    const port = await startTcpOrigin(() => (dialled += 1));
    const { port: proxyPort, hits } = await startProxy();
    const client = await rawClient(proxyPort);
    client.send(connectTo(`www.blocked.example:${port}`));
    expect(statusOf(await client.closed())).toBe(403);
    expect(dialled).toBe(0);
    expect(hits).toMatchObject([{ via: 'connect', decision: { host: 'www.blocked.example' } }]);
  });

  it.each([
    ['in one piece', 16_384, Infinity],
    ['in records of seven bytes', 7, Infinity],
    ['byte by byte', 100, 1],
  ])('whose hidden server name is blocked ends before a byte of it leaves, %s', async (_how, recordBytes, segment) => {
    const seen: Buffer[] = [];
    const port = await startTcpOrigin((socket) => socket.on('data', (chunk) => seen.push(chunk)));
    const { port: proxyPort, hits } = await startProxy();
    const client = await tunnel(proxyPort, `good.example:${port}`);
    const hello = clientHello({ names: ['www.BLOCKED.example'], extra: GREASE, recordBytes });
    for (let at = 0; at < hello.length; at += Math.min(segment, hello.length)) {
      client.send(hello.subarray(at, at + Math.min(segment, hello.length)));
      if (segment === 1 && at % 50 === 0) await new Promise((resolve) => setTimeout(resolve, 1));
    }
    const answer = await client.closed();
    // A fatal access_denied alert in the clear, so that a browser gives up at once.
    expect(Buffer.from(answer.replace(ESTABLISHED, ''), 'latin1')).toEqual(Buffer.from([21, 3, 1, 0, 2, 2, 49]));
    expect(Buffer.concat(seen)).toHaveLength(0);
    expect(hits).toMatchObject([{ via: 'sni', decision: { host: 'www.blocked.example' } }]);
  });

  it('also when the greeting comes along with the request for the tunnel', async () => {
    const port = await startTcpOrigin(() => undefined);
    const { port: proxyPort, hits } = await startProxy();
    const client = await rawClient(proxyPort);
    client.send(
      Buffer.concat([Buffer.from(connectTo(`good.example:${port}`)), clientHello({ names: ['blocked.example'] })]),
    );
    await client.closed();
    expect(hits).toHaveLength(1);
  });

  it.each([
    ['two server names', clientHello({ names: ['good.example', 'blocked.example'] })],
    ['a record cut by another', Buffer.from([22, 3, 1, 0, 3, 1, 0, 1, 21, 3, 3, 0, 2, 1, 0])],
    [
      'an HTTP request with a folded Host',
      Buffer.from('GET / HTTP/1.1\r\nHost: good.example\r\n blocked.example\r\n\r\n'),
    ],
    ['an HTTP request with userinfo for a Host', Buffer.from('GET / HTTP/1.1\r\nHost: a@blocked.example\r\n\r\n')],
    [
      'an HTTP request with a lone carriage return',
      Buffer.from('GET / HTTP/1.1\r\nA: b\rHost: blocked.example\r\n\r\n'),
    ],
  ])('with %s is cut', async (_what, bytes) => {
    const seen: Buffer[] = [];
    const port = await startTcpOrigin((socket) => socket.on('data', (chunk) => seen.push(chunk)));
    const { port: proxyPort, refused } = await startProxy();
    const client = await tunnel(proxyPort, `good.example:${port}`);
    client.send(bytes);
    await client.closed();
    expect(Buffer.concat(seen)).toHaveLength(0);
    expect(refused).toEqual(['bad-first-bytes']);
  });

  it.each([
    'GET / HTTP/1.1\r\nHost: blocked.example\r\n\r\n',
    'GET / HTTP/1.1\nhost : blocked.example\n\n',
    'GET / HTTP/1.1\r\nHost: good.example\r\nHost: blocked.example\r\n\r\n',
    'GET http://blocked.example/ HTTP/1.1\r\nHost: good.example\r\n\r\n',
    'GET /bad-path HTTP/1.1\r\nHost: good.example\r\n\r\n',
  ])('with plain HTTP for a blocked site gets the page: %j', async (text) => {
    const seen: Buffer[] = [];
    const port = await startTcpOrigin((socket) => socket.on('data', (chunk) => seen.push(chunk)));
    const { port: proxyPort, hits } = await startProxy();
    const client = await tunnel(proxyPort, `good.example:${port}`);
    client.send(text);
    expect((await client.closed()).replace(ESTABLISHED, '')).toMatch(
      /^HTTP\/1\.1 403 Forbidden\r\n[^]*Offhook blocked/,
    );
    expect(Buffer.concat(seen)).toHaveLength(0);
    expect(hits).toMatchObject([{ via: 'tunnelled-http' }]);
  });

  it('lets the server speak first', async () => {
    const port = await startTcpOrigin((socket) => {
      socket.write('220 mail.example\r\n');
      socket.on('data', (chunk) => socket.write(`250 ${String(chunk)}`));
    });
    const { port: proxyPort } = await startProxy();
    const client = await tunnel(proxyPort, `mail.example:${port}`);
    await client.until(/220 mail\.example/);
    client.send('EHLO\r\n');
    expect(await client.until(/250 EHLO/)).toMatch(/220[^]*250/);
  });

  it('cuts a client that greets for ever', async () => {
    const port = await startTcpOrigin(() => undefined);
    const { port: proxyPort, refused } = await startProxy({ timeouts: { firstBytes: 100 } });
    const client = await tunnel(proxyPort, `good.example:${port}`);
    client.send(Buffer.from([22, 3, 1]));
    await client.closed();
    expect(refused).toEqual(['too-slow']);
  });

  it('keeps the other direction open when one side is done', async () => {
    const port = await startTcpOrigin((socket) => {
      let text = '';
      socket.on('data', (chunk) => (text += String(chunk)));
      socket.on('end', () => setTimeout(() => socket.end(`got ${text.length}`), 50));
    });
    const { port: proxyPort } = await startProxy();
    const client = await tunnel(proxyPort, `site.example:${port}`);
    client.send(Buffer.alloc(100_000, 1));
    client.socket.end();
    expect(await client.closed()).toMatch(/got 100000$/);
  });

  it('delivers what the server sent last although the server is gone', async () => {
    const port = await startTcpOrigin((socket) => socket.once('data', () => socket.end(Buffer.alloc(2_000_000, 'x'))));
    const { port: proxyPort } = await startProxy();
    const client = await tunnel(proxyPort, `site.example:${port}`);
    client.send('\0go');
    client.socket.pause();
    await new Promise((resolve) => setTimeout(resolve, 200));
    client.socket.resume();
    expect((await client.closed()).replace(ESTABLISHED, '')).toHaveLength(2_000_000);
  });

  it('moves every byte in order both ways at once, whoever is slow', async () => {
    const total = 8_000_000;
    const port = await startTcpOrigin((socket) => socket.pipe(socket));
    const { port: proxyPort } = await startProxy();
    const { socket } = await tunnel(proxyPort, `site.example:${port}`);
    socket.removeAllListeners('data');
    socket.setEncoding();
    let back = 0;
    const done = new Promise<void>((resolve, reject) => {
      socket.on('data', (chunk: string | Buffer) => {
        const bytes = Buffer.from(chunk as string, 'utf8');
        for (const [index, byte] of bytes.entries())
          if (byte !== (back + index) % 120) return reject(new Error(`byte ${back + index} is ${byte}`));
        back += bytes.length;
        if (back === total) resolve();
        socket.pause();
        return setTimeout(() => socket.resume(), 1);
      });
    });
    const pattern = Buffer.from(Array.from({ length: 120 * 1000 }, (_, index) => index % 120));
    for (let sent = 0; sent < total; sent += pattern.length)
      socket.write(pattern.subarray(0, Math.min(pattern.length, total - sent)));
    await done;
    expect(back).toBe(total);
  });

  it('ends when it has been idle for long', async () => {
    const port = await startTcpOrigin(() => undefined);
    const { port: proxyPort, proxy } = await startProxy({ timeouts: { idle: 200 } });
    const client = await tunnel(proxyPort, `site.example:${port}`);
    await client.closed();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(proxy.connections()).toBe(0);
  });

  it('ends with the proxy', async () => {
    const port = await startTcpOrigin(() => undefined);
    const { port: proxyPort, proxy } = await startProxy();
    const client = await tunnel(proxyPort, `site.example:${port}`);
    await proxy.stop();
    await client.closed();
    await expect(rawClient(proxyPort)).rejects.toThrow('ECONNREFUSED');
  });

  it('leaves nothing open behind when a client goes away in the middle', async () => {
    const port = await startTcpOrigin((socket) => socket.on('end', () => socket.end()));
    const { port: proxyPort, proxy } = await startProxy();
    for (let round = 0; round < 50; round += 1) {
      const client = await tunnel(proxyPort, `site.example:${port}`);
      if (round % 2 === 0) client.socket.resetAndDestroy();
      else client.socket.end();
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(proxy.connections()).toBe(0);
  });

  it('reaches IPv6 literals', async () => {
    const origin = await startOrigin((_request, response) => response.end('six'), '::1');
    const { port: proxyPort, asked } = await startProxy();
    const client = await tunnel(proxyPort, `[0:0:0:0:0:0:0:1]:${origin.port}`);
    client.send(`GET / HTTP/1.1\r\nHost: [::1]:${origin.port}\r\n\r\n`);
    await client.until(/six/);
    expect(asked[0]?.url).toBe(`https://[::1]:${origin.port}/`);
    const plain = await rawClient(proxyPort, '::1');
    plain.send(`GET http://[::1]:${origin.port}/ HTTP/1.1\r\nHost: x\r\n\r\n`);
    await plain.until(/six/);
  });

  it('tries the next address when the first does not answer', async () => {
    const origin = await startOrigin((_request, response) => response.end('second'));
    const { port: proxyPort } = await startProxy({ resolve: () => Promise.resolve(['::1', '127.0.0.9', '127.0.0.1']) });
    const client = await tunnel(proxyPort, `site.example:${origin.port}`);
    client.send(`GET / HTTP/1.1\r\nHost: site.example\r\n\r\n`);
    expect(await client.until(/second/)).toContain('200 OK');
  });

  it.each([
    'site.example',
    'site.example:0',
    'site.example:65536',
    'site.example:443/',
    'http://site.example:443',
    'user@site.example:443',
    ':443',
    '[::1:443',
    'a b:443',
    '[fe80::1%25lo]:443',
    '.:443',
    '1.2.3.4.5:443',
  ])('is not opened for %j', async (authority) => {
    const { port } = await startProxy();
    const client = await rawClient(port);
    client.send(connectTo(authority));
    expect(statusOf(await client.closed())).toBe(400);
  });

  it('is not opened on a port that the policy leaves closed', async () => {
    const { port, refused } = await startProxy({ ports: { connect: [], http: [] } });
    const client = await rawClient(port);
    client.send(connectTo('site.example:22'));
    expect(statusOf(await client.closed())).toBe(403);
    expect(refused).toEqual(['port']);
  });

  it('is not opened behind a request that is still being answered', async () => {
    const origin = await startOrigin((_request, response) => setTimeout(() => response.end('late'), 300));
    const { port, refused } = await startProxy();
    const client = await rawClient(port);
    client.send(
      `GET http://site.example:${origin.port}/ HTTP/1.1\r\nHost: x\r\n\r\n${connectTo(`site.example:${origin.port}`)}`,
    );
    await client.closed();
    expect(refused).toEqual(['pipelined']);
  });
});

function connectTo(authority: string): string {
  return `CONNECT ${authority} HTTP/1.1\r\nHost: ${authority}\r\n\r\n`;
}

async function tunnel(port: number, authority: string): Promise<RawClient> {
  const client = await rawClient(port);
  client.send(connectTo(authority));
  await client.until(ESTABLISHED);
  return client;
}

async function tlsOrigin(): Promise<number> {
  const server = createTlsServer(selfSigned(), (socket) => {
    socket.on('error', () => undefined);
    socket.on('data', (data) => socket.write(String(data).toUpperCase()));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onEnd(() => void server.close());
  return (server.address() as AddressInfo).port;
}
