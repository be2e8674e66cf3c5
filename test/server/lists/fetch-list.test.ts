import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { fetchList, type FetchLimits } from '../../../server/lists/fetch-list.ts';

const LIMITS: FetchLimits = { maxBytes: 1000, timeoutMs: 5000, allowPrivate: true };

async function origin(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe('a list', () => {
  it('is fetched with its validator, and not again while that holds', async () => {
    const url = await origin((request, response) => {
      if (request.headers['if-none-match'] === '"1"') response.writeHead(304).end();
      else response.writeHead(200, { etag: '"1"', 'content-type': 'text/plain' }).end('evil.test\n');
    });
    const first = await fetchList(url, null, LIMITS);
    expect(first).toEqual({ kind: 'new', bytes: Buffer.from('evil.test\n'), etag: '"1"' });
    expect(await fetchList(url, '"1"', LIMITS)).toEqual({ kind: 'same' });
    expect(await fetchList(url, '"0"', LIMITS)).toMatchObject({ kind: 'new' });
  });

  it('may be elsewhere, but not round and round', async () => {
    const url = await origin(({ url: path }, response) => {
      if (path === '/list') response.end('evil.test');
      else response.writeHead(302, { location: path === '/moved' ? '/list' : '/round' }).end();
    });
    expect(await fetchList(`${url}/moved`, null, LIMITS)).toMatchObject({ kind: 'new' });
    await expect(fetchList(`${url}/round`, null, LIMITS)).rejects.toThrow(/sent us on too many times/);
  });

  it.each<[string, RequestListener, RegExp]>([
    ['an error', (_, response) => response.writeHead(503).end(), /answered with 503/],
    [
      'a web page',
      (_, response) => response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end('<p>'),
      /web page/,
    ],
    ['too much', (_, response) => response.end('x'.repeat(1001)), /is larger than/],
    [
      'half of it',
      (_, response) => {
        response.writeHead(200, { 'content-length': 900 });
        response.write('x');
        setTimeout(() => response.destroy(), 20);
      },
      /could not be fetched/,
    ],
    ['nothing', () => undefined, /took too long/],
  ])('is not taken from a server that answers with %s', async (_what, answer, sentence) => {
    const url = await origin(answer);
    await expect(fetchList(url, null, { ...LIMITS, timeoutMs: 500 })).rejects.toThrow(sentence);
  });

  it('is never asked for inside the own network, however the address is written', async () => {
    const asked: string[] = [];
    const url = await origin((request, response) => {
      asked.push(request.url ?? '');
      response.end('evil.test');
    });
    const { port } = new URL(url);
    const hosts = ['127.0.0.1', 'localhost', '2130706433', '0x7f.1', '0177.0.0.1', '[::1]', '[::ffff:127.0.0.1]'];
    for (const host of [...hosts, '169.254.169.254', '10.0.0.1', '[fd00:ec2::254]', '[64:ff9b::7f00:1]'])
      await expect(fetchList(`https://${host}:${port}/`, null, { ...LIMITS, allowPrivate: false })).rejects.toThrow(
        /not on the public internet/,
      );
    await expect(fetchList(url, null, { ...LIMITS, allowPrivate: false })).rejects.toThrow(/only https/);
    await expect(fetchList('file:///etc/passwd', null, LIMITS)).rejects.toThrow(/only https/);
    await expect(fetchList(`http://a:b@127.0.0.1:${port}/`, null, LIMITS)).rejects.toThrow(/password in it/);
    expect(asked).toEqual([]);
  });
});
