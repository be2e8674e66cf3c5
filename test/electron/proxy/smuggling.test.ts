import { describe, expect, it, vi } from 'vitest';
import { startOrigin, startTcpOrigin } from './support/origin.ts';
import { startProxy } from './support/proxy.ts';
import { exchange, rawClient, statusOf } from './support/raw.ts';

const HIDDEN = 'GET http://hidden.example/ HTTP/1.1\r\nHost: hidden.example\r\n\r\n';

describe('a request that two readers would read in two ways', () => {
  it.each([
    ['length and chunks', 'Content-Length: 5\r\nTransfer-Encoding: chunked', '0\r\n\r\n'],
    ['chunks and length', 'Transfer-Encoding: chunked\r\nContent-Length: 5', '0\r\n\r\n'],
    ['two lengths', 'Content-Length: 0\r\nContent-Length: 44', ''],
    ['the same length twice', 'Content-Length: 3\r\nContent-Length: 3', 'abc'],
    ['a list of lengths', 'Content-Length: 3, 3', 'abc'],
    ['a signed length', 'Content-Length: +3', 'abc'],
    ['a hexadecimal length', 'Content-Length: 0x3', 'abc'],
    ['an empty length', 'Content-Length:', 'abc'],
    ['a length with a blank inside', 'Content-Length: 1 0', 'abc'],
    ['a length that overflows', 'Content-Length: 99999999999999999999999', 'abc'],
    ['a blank before the colon', 'Content-Length : 3', 'abc'],
    ['a blank before chunked’s colon', 'Transfer-Encoding : chunked', '0\r\n\r\n'],
    ['chunked that is not last', 'Transfer-Encoding: chunked, identity', '0\r\n\r\n'],
    ['another coding before chunked', 'Transfer-Encoding: gzip, chunked', '0\r\n\r\n'],
    ['chunked twice', 'Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked', '0\r\n\r\n'],
    ['identity and chunked', 'Transfer-Encoding: identity\r\nTransfer-Encoding: chunked', '0\r\n\r\n'],
    ['misspelt chunks', 'Transfer-Encoding: xchunked', '0\r\n\r\n'],
    ['quoted chunks', 'Transfer-Encoding: "chunked"', '0\r\n\r\n'],
    ['a vertical tab', 'Transfer-Encoding: \x0bchunked', '0\r\n\r\n'],
    ['a folded line', 'X: a\r\n b\r\nTransfer-Encoding: chunked', '0\r\n\r\n'],
    ['a folded coding', 'Transfer-Encoding:\r\n chunked', '0\r\n\r\n'],
    ['a NUL', 'X: a\0b', ''],
    ['a lone carriage return', 'X: a\rContent-Length: 3', 'abc'],
    ['a line that is no field', 'nonsense', ''],
    ['a field without a name', ': x', ''],
    ['a blank line of its own', ' \r\nContent-Length: 3', 'abc'],
    ['two hosts', 'Host: second.example', ''],
    ['a bad chunk size', 'Transfer-Encoding: chunked', 'zz\r\nabc\r\n0\r\n\r\n'],
    ['a negative chunk', 'Transfer-Encoding: chunked', '-1\r\nabc\r\n0\r\n\r\n'],
    ['a chunk size with a prefix', 'Transfer-Encoding: chunked', '0x3\r\nabc\r\n0\r\n\r\n'],
    ['a chunk size that overflows', 'Transfer-Encoding: chunked', 'fffffffffffffffff\r\nabc\r\n0\r\n\r\n'],
    ['a chunk that is longer than it says', 'Transfer-Encoding: chunked', '3\r\nabcdef\r\n0\r\n\r\n'],
    ['bare line feeds around chunks', 'Transfer-Encoding: chunked', '3\nabc\n0\n\n'],
    ['a bare line feed after a chunk size', 'Transfer-Encoding: chunked', '3\nabc\r\n0\r\n\r\n'],
    ['a bare line feed in a chunk extension', 'Transfer-Encoding: chunked', '3;a\nb\r\nabc\r\n0\r\n\r\n'],
    ['a blank after a chunk size', 'Transfer-Encoding: chunked', '3 \r\nabc\r\n0\r\n\r\n'],
  ])('with %s never reaches an origin as a whole one', async (_name, fields, body) => {
    const origin = await startOrigin((request, response) => {
      request.resume();
      request.on('end', () => response.end('done'));
    });
    const { port } = await startProxy();
    const client = await rawClient(port);
    client.send(
      `POST http://site.example:${origin.port}/ HTTP/1.1\r\nHost: site.example:${origin.port}\r\n${fields}\r\n\r\n${body}${HIDDEN}`,
    );
    const answer = await client.closed();
    expect(answer).not.toContain('done');
    expect(statusOf(answer)).not.toBe(200);
    expect(origin.requests.filter((request) => request.complete)).toEqual([]);
    expect(origin.requests.every((request) => request.url === '/')).toBe(true);
  });

  it.each([
    ['bare line feeds', 'GET http://site.example/ HTTP/1.1\nHost: site.example\n\n'],
    ['one bare line feed', 'GET http://site.example/ HTTP/1.1\r\nHost: site.example\nX: y\r\n\r\n'],
    ['a tab in its first line', 'GET\thttp://site.example/\tHTTP/1.1\r\nHost: site.example\r\n\r\n'],
    ['a blank in its target', 'GET http://site.example/a b HTTP/1.1\r\nHost: site.example\r\n\r\n'],
    ['HTTP/1.2', 'GET http://site.example/ HTTP/1.2\r\nHost: site.example\r\n\r\n'],
    ['HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
    ['no version', 'GET http://site.example/\r\n\r\n'],
    ['no host', 'GET http://site.example/ HTTP/1.1\r\n\r\n'],
    [
      'chunks in HTTP/1.0',
      'POST http://site.example/ HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    ],
    ['https in clear', 'GET https://site.example/ HTTP/1.1\r\nHost: site.example\r\n\r\n'],
    ['ftp', 'GET ftp://site.example/ HTTP/1.1\r\nHost: site.example\r\n\r\n'],
    ['a file', 'GET file:///etc/passwd HTTP/1.1\r\nHost: site.example\r\n\r\n'],
    ['no slashes', 'GET http:site.example/ HTTP/1.1\r\nHost: site.example\r\n\r\n'],
    ['three slashes', 'GET http:///site.example/ HTTP/1.1\r\nHost: site.example\r\n\r\n'],
    ['a backslash', 'GET http://site.example\\@evil.example/ HTTP/1.1\r\nHost: site.example\r\n\r\n'],
    ['port 0', 'GET http://site.example:0/ HTTP/1.1\r\nHost: site.example\r\n\r\n'],
    ['TRACE', 'TRACE http://site.example/ HTTP/1.1\r\nHost: site.example\r\n\r\n'],
    [
      'a CONNECT with a body',
      'CONNECT site.example:443 HTTP/1.1\r\nHost: site.example\r\nContent-Length: 5\r\n\r\nhello',
    ],
    [
      'a chunked CONNECT',
      'CONNECT site.example:443 HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    ],
    ['a CONNECT with two hosts', 'CONNECT site.example:443 HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n'],
  ])('is refused with a 400: %s', async (_name, text) => {
    const { port } = await startProxy();
    expect(statusOf(await exchange(port, text))).toBe(400);
  });

  it('never upgrades to HTTP/2 in clear, under which nobody would judge the requests', async () => {
    const origin = await startOrigin((request, response) => response.end(JSON.stringify(request.headers)));
    const { port } = await startProxy();
    const answer = await exchange(
      port,
      `GET http://site.example:${origin.port}/ HTTP/1.1\r\nHost: a\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQCAAAAAAIAAAAA\r\n\r\n`,
    );
    expect(statusOf(answer)).toBe(200);
    expect(answer).not.toMatch(/h2c|http2/i);
  });

  it('answers pipelined requests in their order', async () => {
    const origin = await startOrigin((request, response) =>
      setTimeout(() => response.end(`<${request.url}>`), request.url === '/1' ? 100 : 0),
    );
    const { port } = await startProxy();
    const client = await rawClient(port);
    client.send(
      [1, 2, 3].map((n) => `GET http://site.example:${origin.port}/${n} HTTP/1.1\r\nHost: a\r\n\r\n`).join(''),
    );
    expect(await client.until(/<\/3>/)).toMatch(/<\/1>[^]*<\/2>[^]*<\/3>/);
  });

  it('stops sending a body whose chunks turn bad in the middle', async () => {
    let ended = false;
    const seen: string[] = [];
    const port = await startTcpOrigin((socket) => {
      socket.on('data', (chunk) => seen.push(String(chunk)));
      socket.on('end', () => (ended = true));
    });
    const proxy = await startProxy();
    const client = await rawClient(proxy.port);
    client.send(
      `POST http://site.example:${port}/ HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n`,
    );
    await expect.poll(() => seen.join('')).toContain('hello');
    client.send('zz\r\n');
    await client.closed();
    await expect.poll(() => ended).toBe(true);
    expect(seen.join('')).not.toContain('0\r\n\r\n');
  });
});

describe('the proxy’s limits', () => {
  it('refuse a head that is too big or has too many fields', async () => {
    const { port } = await startProxy();
    const big = `GET http://site.example/ HTTP/1.1\r\nHost: a\r\nX: ${'x'.repeat(70_000)}\r\n\r\n`;
    expect(statusOf(await exchange(port, big))).toBe(431);
    const fields = Array.from({ length: 300 }, (_, index) => `X-${index}: 1`).join('\r\n');
    expect(statusOf(await exchange(port, `GET http://site.example/ HTTP/1.1\r\nHost: a\r\n${fields}\r\n\r\n`))).toBe(
      431,
    );
  });

  it('end a head that drips', async () => {
    const { port, refused } = await startProxy();
    const client = await rawClient(port);
    const drip = setInterval(() => client.send('X'), 500);
    client.send('GET http://site.example/ HTTP/1.1\r\nX: ');
    const startedMs = performance.now();
    expect(statusOf(await client.closed())).toBe(408);
    clearInterval(drip);
    expect(performance.now() - startedMs).toBeLessThan(18_000);
    expect(refused).toEqual(['too-slow']);
  });

  it('let 5,000 silent connections starve nobody', async () => {
    const origin = await startOrigin((_request, response) => response.end('served'));
    const { port, refused, proxy } = await startProxy();
    const silent: Awaited<ReturnType<typeof rawClient>>[] = [];
    // In turns: thousands at once would wait longer for the kernel's queue than for the proxy.
    for (let turn = 0; turn < 20; turn += 1)
      silent.push(...(await Promise.all(Array.from({ length: 250 }, () => rawClient(port)))));
    const answer = await exchange(port, `GET http://site.example:${origin.port}/ HTTP/1.1\r\nHost: a\r\n\r\n`);
    expect(statusOf(answer)).toBe(200);
    await vi.waitFor(() => expect(refused).toContain('too-many'), { timeout: 15_000 });
    await vi.waitFor(() => expect(proxy.connections()).toBeLessThan(4200), { timeout: 15_000 });
    for (const { socket } of silent) socket.destroy();
  });

  it('cut a client that pipelines without end', async () => {
    const origin = await startOrigin((_request, response) => setTimeout(() => response.end('x'), 2000));
    const { port } = await startProxy();
    const client = await rawClient(port);
    client.send(`GET http://site.example:${origin.port}/ HTTP/1.1\r\nHost: a\r\n\r\n`.repeat(100));
    expect(await client.closed()).toBe('');
  });
});
