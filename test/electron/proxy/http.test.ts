import { createHash } from 'node:crypto';
import { Agent, request as httpRequest, type IncomingMessage } from 'node:http';
import { text as readText } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { freePort } from '../../support/free-port.ts';
import { startOrigin, startTcpOrigin } from './support/origin.ts';
import { startProxy } from './support/proxy.ts';
import { exchange, rawClient, statusOf } from './support/raw.ts';

describe('plain HTTP through the proxy', () => {
  it('fetches a page and passes its status, reason and fields on as they were', async () => {
    const origin = await startOrigin((_request, response) => {
      response.sendDate = false;
      response.writeHead(207, 'Quite All Right', ['X-Two', 'a', 'X-Two', 'b', 'ETag', '"e"', 'Content-Length', '2']);
      response.end('ok');
    });
    const { port } = await startProxy();
    const answer = await exchange(port, get(`http://site.example:${origin.port}/a?b=c`, `site.example:${origin.port}`));
    expect(answer).toContain(
      'HTTP/1.1 207 Quite All Right\r\nX-Two: a\r\nX-Two: b\r\nETag: "e"\r\nContent-Length: 2\r\n',
    );
    expect(answer).not.toMatch(/\r\n(via|date|proxy-agent|server):/i);
    expect(origin.requests[0]?.url).toBe('/a?b=c');
    expect(origin.requests[0]?.headers.host).toBe(`site.example:${origin.port}`);
  });

  it('takes off what is about one hop, and whatever Connection names', async () => {
    const origin = await startOrigin((_request, response) => {
      response.writeHead(200, {
        'Keep-Alive': 'timeout=3',
        'Proxy-Connection': 'keep-alive',
        'X-Mine': '1',
        Connection: 'x-mine',
        'X-Other': '2',
      });
      response.end();
    });
    const { port } = await startProxy();
    const head = [
      `GET http://site.example:${origin.port}/ HTTP/1.1`,
      `Host: site.example:${origin.port}`,
      'Proxy-Connection: keep-alive',
      'Proxy-Authorization: Basic c2VjcmV0',
      'TE: trailers',
      'Connection: x-drop, Content-Length, Host',
      'X-Drop: 1',
      'X-Keep: 2',
    ].join('\r\n');
    const answer = await exchange(port, `${head}\r\n\r\n`);
    for (const gone of [
      'proxy-connection',
      'proxy-authorization',
      'te',
      'x-drop',
      'via',
      'x-forwarded-for',
      'forwarded',
    ])
      expect(origin.requests[0]?.headers).not.toHaveProperty(gone);
    expect(origin.requests[0]?.headers).toMatchObject({ 'x-keep': '2', host: `site.example:${origin.port}` });
    expect(answer).not.toMatch(/x-mine|proxy-connection/i);
    expect(answer).toContain('X-Other: 2');
  });

  it('makes the target the Host, whatever the client wrote there', async () => {
    const origin = await startOrigin((_request, response) => response.end('ok'));
    const { port, asked } = await startProxy();
    await exchange(port, get(`http://site.example:${origin.port}/`, 'other.example'));
    expect(origin.requests[0]?.headers.host).toBe(`site.example:${origin.port}`);
    expect(asked[0]).toMatchObject({ via: 'http', hostHeader: 'other.example' });
  });

  it('keeps the connection for the next request, on both sides', async () => {
    const seen = new Set<unknown>();
    const origin = await startOrigin((request, response) => {
      seen.add(request.socket);
      response.end('ok');
    });
    const { port } = await startProxy();
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    for (let round = 0; round < 5; round += 1) {
      const answer = await through(port, `http://site.example:${origin.port}/${round}`, { agent });
      expect(await readText(answer)).toBe('ok');
    }
    agent.destroy();
    expect(seen.size).toBe(1);
  });

  it('asks again on a new connection when the kept one was closed meanwhile', async () => {
    let answered = 0;
    const port = await startTcpOrigin((socket) => {
      let isSecond = false;
      socket.on('data', () => {
        if (isSecond) return socket.resetAndDestroy();
        isSecond = true;
        answered += 1;
        return socket.write('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok');
      });
    });
    const proxy = await startProxy();
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    for (let round = 0; round < 3; round += 1)
      expect(await readText(await through(proxy.port, `http://site.example:${port}/`, { agent }))).toBe('ok');
    agent.destroy();
    expect(answered).toBe(3);
  });

  it('streams a body of unknown length up and down, with its trailers', async () => {
    const origin = await startOrigin((request, response) => {
      response.writeHead(200, { Trailer: 'X-Sum' });
      const hash = createHash('sha256');
      request.on('data', (chunk: Buffer) => {
        hash.update(chunk);
        response.write(chunk);
      });
      request.on('end', () => {
        response.addTrailers({ 'X-Sum': hash.digest('hex'), 'X-Echo': request.trailers['x-up'] ?? '' });
        response.end();
      });
    });
    const { port } = await startProxy();
    const url = `http://site.example:${origin.port}/`;
    const body = Buffer.alloc(3_000_000, 'offhook');
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
      const sent = httpRequest({
        host: '127.0.0.1',
        port,
        path: url,
        method: 'POST',
        headers: { Host: new URL(url).host, Trailer: 'X-Up' },
      });
      sent.on('response', resolve).on('error', reject);
      for (let at = 0; at < body.length; at += 100_000) sent.write(body.subarray(at, at + 100_000));
      sent.addTrailers({ 'X-Up': 'late' });
      sent.end();
    });
    const back = await readText(answer);
    expect(back.length).toBe(body.length);
    expect(answer.trailers).toEqual({ 'x-sum': createHash('sha256').update(body).digest('hex'), 'x-echo': 'late' });
  });

  it('lets the origin say whether it wants the body', async () => {
    const origin = await startOrigin((request, response) => request.pipe(response));
    origin.server.on('checkContinue', (request: IncomingMessage, response) => {
      if (request.url === '/no') return response.writeHead(417).end();
      response.writeContinue();
      return request.pipe(response);
    });
    const { port } = await startProxy();
    const yes = await rawClient(port);
    yes.send(post(`http://site.example:${origin.port}/yes`, 'Expect: 100-continue\r\nContent-Length: 5'));
    await yes.until(/^HTTP\/1\.1 100 Continue\r\n\r\n$/);
    yes.send('hello');
    await yes.until(/HTTP\/1\.1 200 OK[^]*hello/);
    const no = await rawClient(port);
    no.send(post(`http://site.example:${origin.port}/no`, 'Expect: 100-continue\r\nContent-Length: 5'));
    expect(await no.closed()).toMatch(/^HTTP\/1\.1 417 [^]*Connection: close/);
  });

  it('passes early hints on', async () => {
    const origin = await startOrigin((_request, response) => {
      response.writeEarlyHints({ link: '</a.css>; rel=preload' });
      response.end('ok');
    });
    const { port } = await startProxy();
    const client = await rawClient(port);
    client.send(get(`http://site.example:${origin.port}/`, 'site.example'));
    expect(await client.until(/ok/)).toMatch(
      /^HTTP\/1\.1 103 Early Hints\r\nLink: <\/a\.css>; rel=preload\r\n\r\nHTTP\/1\.1 200 OK/,
    );
  });

  it('answers HEAD, 204 and 304 without a body', async () => {
    const origin = await startOrigin((request, response) => {
      response.sendDate = false;
      if (request.url === '/204') return response.writeHead(204).end();
      if (request.url === '/304') return response.writeHead(304, { ETag: '"x"' }).end();
      return response.writeHead(200, { 'Content-Length': '1000' }).end();
    });
    const { port } = await startProxy();
    const client = await rawClient(port);
    client.send(get(`http://site.example:${origin.port}/`, 'x').replace('GET', 'HEAD'));
    await client.until(/Content-Length: 1000\r\n[^]*\r\n\r\n$/);
    client.send(get(`http://site.example:${origin.port}/204`, 'x'));
    await client.until(/204 No Content\r\n[^]*\r\n\r\n$/);
    client.send(get(`http://site.example:${origin.port}/304`, 'x'));
    expect(await client.until(/304 Not Modified\r\n[^]*\r\n\r\n$/)).not.toContain('Transfer-Encoding');
  });

  it('serves an HTTP/1.0 client until the origin is done', async () => {
    const origin = await startOrigin((_request, response) => {
      response.write('one ');
      response.end('two');
    });
    const { port } = await startProxy();
    const client = await rawClient(port);
    client.send(`GET http://site.example:${origin.port}/ HTTP/1.0\r\n\r\n`);
    const answer = await client.closed();
    expect(answer).toMatch(/one two$/);
    expect(answer).not.toMatch(/transfer-encoding/i);
  });

  it('breaks off when the origin breaks off, so that half a file never looks whole', async () => {
    const port = await startTcpOrigin((socket) =>
      socket.once('data', () => {
        socket.write('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n');
        setTimeout(() => socket.resetAndDestroy(), 50);
      }),
    );
    const proxy = await startProxy();
    const client = await rawClient(proxy.port);
    client.send(get(`http://site.example:${port}/`, 'x'));
    const answer = await client.closed();
    expect(answer).toContain('hello');
    expect(answer).not.toMatch(/0\r\n\r\n$/);
  });

  it('goes no faster than the slower side', async () => {
    let written = 0;
    const origin = await startOrigin((_request, response) => {
      const chunk = Buffer.alloc(65_536);
      const more = (): void => {
        while (written < 400 * 65_536) {
          written += chunk.length;
          if (!response.write(chunk)) return void response.once('drain', more);
        }
        response.end();
      };
      more();
    });
    const { port } = await startProxy();
    const answer = await through(port, `http://site.example:${origin.port}/`);
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(written).toBeLessThan(300 * 65_536);
    let read = 0;
    for await (const chunk of answer) read += (chunk as Buffer).length;
    expect(read).toBe(400 * 65_536);
    expect(written).toBe(400 * 65_536);
  });

  it('says what went wrong with a site that is not there', async () => {
    const { port } = await startProxy();
    expect(statusOf(await exchange(port, get('http://www.nowhere.example/', 'x')))).toBe(502);
    expect(statusOf(await exchange(port, get(`http://site.example:${await freePort()}/`, 'x')))).toBe(502);
  });

  it('refuses an answer that two readers would read in two ways', async () => {
    const answers = [
      'HTTP/1.1 200 OK\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n',
      'HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello!',
      'HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n',
      'HTTP/1.1 200 OK\r\nX: a\r\n folded\r\n\r\n',
      'HTTP/1.1 200 OK\nContent-Length: 0\n\n',
      'HTTP/1.1 407 Your Password Please\r\nProxy-Authenticate: Basic realm="trust me"\r\nContent-Length: 0\r\n\r\n',
      'no HTTP at all\r\n\r\n',
    ];
    const proxy = await startProxy();
    for (const answer of answers) {
      const port = await startTcpOrigin((socket) => socket.once('data', () => socket.end(answer)));
      const back = await exchange(proxy.port, get(`http://site.example:${port}/`, 'x'));
      expect([answer, statusOf(back)]).toEqual([answer, 502]);
      expect(back).not.toMatch(/proxy-authenticate/i);
    }
  });
});

describe('a blocked site over plain HTTP', () => {
  it('gets a page of ours that says why, escaped, under a policy that runs nothing', async () => {
    const origin = await startOrigin((_request, response) => response.end('never'));
    const { port, hits } = await startProxy();
    const answer = await exchange(port, get(`http://www.blocked.example:${origin.port}/`, 'www.blocked.example'));
    expect(statusOf(answer)).toBe(403);
    expect(answer).toContain('&lt;b&gt;a &quot;trap&quot;&lt;/b&gt;');
    expect(answer).not.toContain('<b>');
    expect(answer).toMatch(/Content-Security-Policy: default-src 'none'; style-src 'sha256-[A-Za-z0-9+/=]+'/);
    expect(answer).toContain('Cache-Control: no-store');
    expect(origin.requests).toEqual([]);
    expect(hits).toMatchObject([{ via: 'http', decision: { category: 'phishing' } }]);
  });

  it('is judged by its path as well, in the form that the origin would get', async () => {
    const { port } = await startProxy();
    expect(statusOf(await exchange(port, get('http://fine.example/x/../bad-path', 'fine.example')))).toBe(403);
  });

  it('is blocked when only the Host field names it', async () => {
    const { port } = await startProxy();
    expect(statusOf(await exchange(port, get('http://fine.example/', 'blocked.example')))).toBe(403);
  });

  it('stays blocked when the filter itself fails', async () => {
    const { port } = await startProxy({
      decide: () => {
        throw new Error('out of order');
      },
    });
    expect(statusOf(await exchange(port, get('http://fine.example/', 'fine.example')))).toBe(403);
  });
});

function get(url: string, host: string): string {
  return `GET ${url} HTTP/1.1\r\nHost: ${host}\r\n\r\n`;
}

function post(url: string, fields: string): string {
  return `POST ${url} HTTP/1.1\r\nHost: ${new URL(url).host}\r\n${fields}\r\n\r\n`;
}

function through(port: number, url: string, options: { readonly agent?: Agent } = {}): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    httpRequest({ ...options, host: '127.0.0.1', port, path: url, headers: { Host: new URL(url).host } })
      .on('response', resolve)
      .on('error', reject)
      .end();
  });
}
