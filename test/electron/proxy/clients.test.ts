import { toolPath } from '../posture/real/only-with.ts';
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { tmpdir } from 'node:os';
import { join, normalize } from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { onEnd, startProxy } from './support/proxy.ts';
import { startOrigin } from './support/origin.ts';
import { rawClient } from './support/raw.ts';
import { html, startWebOrigin } from './support/web-origin.ts';

const exec = promisify(execFile);
/** A tool's own environment: no proxy of this machine, no settings of this user. */
const run = (file: string, args: readonly string[], env: NodeJS.ProcessEnv = {}) =>
  exec(file, args, {
    env: { PATH: process.env['PATH'], LC_ALL: 'C', HOME: folder(), ...env },
    timeout: 60_000,
    maxBuffer: 20_000_000,
    encoding: 'utf8',
  });

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'offhook-clients-'));
  onEnd(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

/** Serves a folder's files. */
const files =
  (root: string): RequestListener =>
  (request, response) => {
    const path = join(root, normalize(new URL(request.url ?? '/', 'http://x/').pathname));
    if (!existsSync(path) || !statSync(path).isFile()) return response.writeHead(404).end();
    return response.end(readFileSync(path));
  };

const TOOLS = ['firefox-esr', 'curl', 'wget', 'git'];
const missing = TOOLS.filter((name) => toolPath(name) === null);

describe.skipIf(process.platform !== 'linux' || missing.length > 0)('through the proxy', () => {
  it.each(['curl', 'wget', 'git', 'apt-get', 'firefox-esr'])('%s is here to be tried', (tool) => {
    expect(existsSync(`/usr/bin/${tool}`)).toBe(true);
  });

  it('curl fetches, uploads, tunnels and sees blocks', async () => {
    const echo: RequestListener = (request, response) =>
      request.pipe(response.writeHead(200, { 'X-Method': request.method ?? '' }));
    const plain = await startWebOrigin(echo);
    const secure = await startWebOrigin(echo, true);
    const { port } = await startProxy();
    const curl = async (...args: readonly string[]) =>
      (await run('/usr/bin/curl', ['-sS', '-x', `http://127.0.0.1:${port}`, ...args])).stdout;
    const big = join(folder(), 'big');
    writeFileSync(big, Buffer.alloc(5_000_000, 'x'));
    expect(await curl('-d', 'hello', `http://a.example:${plain.port}/`)).toBe('hello');
    expect((await curl('-T', big, `http://a.example:${plain.port}/`)).length).toBe(5_000_000);
    expect(await curl('-H', 'Transfer-Encoding: chunked', '-d', 'pieces', `http://a.example:${plain.port}/`)).toBe(
      'pieces',
    );
    expect(await curl('-k', '-d', 'secret', `https://b.example:${secure.port}/`)).toBe('secret');
    expect(await curl('-p', '-d', 'tunnelled', `http://a.example:${plain.port}/`)).toBe('tunnelled');
    expect(await curl('-I', '-o', '/dev/null', '-w', '%{http_code}', `http://a.example:${plain.port}/`)).toBe('200');
    expect(await curl('-o', '/dev/null', '-w', '%{http_code}', 'http://blocked.example/')).toBe('403');
    await expect(curl('-k', 'https://blocked.example/')).rejects.toThrow(/CONNECT tunnel failed, response 403/);
    // Another name inside the tunnel than outside: the bypass that the peek at the greeting is for.
    await expect(
      curl(
        '-k',
        '--connect-to',
        `blocked.example:${secure.port}:good.example:${secure.port}`,
        `https://blocked.example:${secure.port}/`,
      ),
    ).rejects.toThrow(/alert|SSL|TLS/i);
  });

  it('wget fetches by both schemes', async () => {
    const plain = await startWebOrigin(html('plain'));
    const secure = await startWebOrigin(html('secure'), true);
    const { port } = await startProxy();
    const env = { http_proxy: `http://127.0.0.1:${port}`, https_proxy: `http://127.0.0.1:${port}` };
    const wget = async (url: string) =>
      (await run('/usr/bin/wget', ['-qO-', '--no-check-certificate', url], env)).stdout;
    expect(await wget(`http://a.example:${plain.port}/`)).toContain('plain');
    expect(await wget(`https://a.example:${secure.port}/`)).toContain('secure');
  });

  it('git clones', async () => {
    const root = folder();
    const git = (...args: readonly string[]) => run('/usr/bin/git', args, { GIT_CONFIG_NOSYSTEM: '1' });
    await git('init', '-q', '--bare', '-b', 'main', join(root, 'repo.git'));
    await git('init', '-q', '-b', 'main', join(root, 'work'));
    writeFileSync(join(root, 'work', 'file'), 'content');
    await git('-C', join(root, 'work'), 'add', '.');
    await git('-C', join(root, 'work'), '-c', 'user.name=a', '-c', 'user.email=a@example', 'commit', '-qm', 'one');
    await git('-C', join(root, 'work'), 'push', '-q', join(root, 'repo.git'), 'main');
    await git('-C', join(root, 'repo.git'), 'update-server-info');
    const origin = await startOrigin(files(root));
    const { port } = await startProxy();
    const clone = join(root, 'clone');
    await git(
      '-c',
      `http.proxy=http://127.0.0.1:${port}`,
      'clone',
      '-q',
      `http://git.example:${origin.port}/repo.git`,
      clone,
    );
    expect(readFileSync(join(clone, 'file'), 'utf8')).toBe('content');
  });

  it('apt reads an archive', async () => {
    const root = folder();
    const packages =
      'Package: offhook-nothing\nVersion: 1\nArchitecture: all\nFilename: ./x.deb\nSize: 0\nDescription: nothing\n';
    writeFileSync(join(root, 'Packages.gz'), gzipSync(packages));
    for (const name of ['state/lists/partial', 'cache/archives/partial', 'etc'])
      mkdirSync(join(root, name), { recursive: true });
    const origin = await startOrigin(files(root));
    const { port } = await startProxy();
    writeFileSync(join(root, 'sources.list'), `deb [trusted=yes] http://apt.example:${origin.port}/ ./\n`);
    const options = [
      `Dir::State=${root}/state`,
      `Dir::Cache=${root}/cache`,
      `Dir::Etc=${root}/etc`,
      `Dir::Etc::SourceList=${root}/sources.list`,
      'Dir::State::status=/dev/null',
      'APT::Sandbox::User=root',
      `Acquire::http::Proxy=http://127.0.0.1:${port}`,
    ].flatMap((option) => ['-o', option]);
    await run('/usr/bin/apt-get', [...options, 'update']);
    expect((await run('/usr/bin/apt-cache', [...options, 'show', 'offhook-nothing'])).stdout).toContain('Version: 1');
  });

  it('Firefox follows the PAC, and its reading of the PAC is not taken for a page’s', async () => {
    const origin = await startWebOrigin(html('for Firefox'));
    const { place, asked, proxy, refused } = await startProxy();
    const profile = folder();
    const prefs = {
      'network.proxy.type': 2,
      'network.proxy.autoconfig_url': place.pacUrl,
      'browser.shell.checkDefaultBrowser': false,
      'datareporting.policy.dataSubmissionEnabled': false,
      'network.captive-portal-service.enabled': false,
    };
    writeFileSync(
      join(profile, 'user.js'),
      Object.entries(prefs)
        .map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});`)
        .join('\n'),
    );
    const screenshot = join(profile, 'page.png');
    const probe = proxy.issueProbe();
    const firefox = (url: string) =>
      run('/usr/bin/firefox-esr', ['--headless', '--no-remote', '--profile', profile, '--screenshot', screenshot, url]);
    await firefox(`http://fox.example:${origin.port}/`);
    expect(asked.some(({ url }) => url.includes('fox.example'))).toBe(true);
    expect(origin.requests[0]?.headers['user-agent']).toContain('Firefox/');
    await firefox(probe.url);
    expect(await probe.seen).toBe('firefox');
    expect(refused).not.toContain('from-a-page');
    expect(refused).not.toContain('foreign-host');
  }, 120_000);

  it('a WebSocket in clear is passed on as one, closes included', async () => {
    const origin = await startWebOrigin(html('x'));
    const { port } = await startProxy();
    const key = 'dGhlIHNhbXBsZSBub25jZQ==';
    const client = await rawClient(port);
    client.send(
      `GET ws://ws.example:${origin.port}/ HTTP/1.1\r\nHost: ws.example:${origin.port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${key}\r\n\r\n`,
    );
    // RFC 6455 §1.3's own example.
    expect(await client.until(/\r\n\r\n/)).toMatch(/101 Switching Protocols[^]*s3pPLMBiTxaQ9kYGzzhZRbK\+xOo=/);
    client.send(Buffer.from([0x81, 0x82, 0, 0, 0, 0, 0x68, 0x69]));
    await client.until(/HI$/);
    client.send(Buffer.from([0x88, 0x80, 0, 0, 0, 0]));
    await client.closed();
    const refused = new WebSocket(`ws://127.0.0.1:${port}/`);
    await expect(new Promise((_resolve, reject) => refused.once('error', reject))).rejects.toThrow('404');
  });

  it('a WebSocket that its origin refuses gets the origin’s answer', async () => {
    const origin = await startOrigin((_request, response) => response.writeHead(404).end('no such socket'));
    origin.server.on('upgrade', (_request, socket) =>
      socket.end('HTTP/1.1 401 Unauthorized\r\nContent-Length: 6\r\n\r\nlog in'),
    );
    const { port } = await startProxy();
    const client = await rawClient(port);
    client.send(
      `GET http://ws.example:${origin.port}/ HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`,
    );
    expect(await client.closed()).toMatch(/^HTTP\/1\.1 401 Unauthorized[^]*log in$/);
  });

  it('a proxy of the organisation that asks for a password gets the client’s', async () => {
    const secure = await startWebOrigin(html('behind'), true);
    const corporate = await startOrigin((request, response) => {
      if (request.headers['proxy-authorization'] === undefined)
        return response.writeHead(407, { 'Proxy-Authenticate': 'Basic realm="corp"' }).end();
      return response.end(`${request.url} as ${request.headers['proxy-authorization']}`);
    });
    const seen: (string | undefined)[] = [];
    corporate.server.on('connect', (request, socket) => {
      seen.push(request.headers['proxy-authorization']);
      socket.end(
        request.headers['proxy-authorization'] === undefined
          ? 'HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm="corp"\r\nContent-Length: 0\r\n\r\n'
          : 'HTTP/1.1 503 Closed Today\r\nContent-Length: 0\r\n\r\n',
      );
    });
    const upstream = { host: '127.0.0.1', port: corporate.port };
    const { place } = await startProxy({}, { kind: 'manual', http: upstream, https: upstream, bypass: [] });
    const pac = (await run('/usr/bin/curl', ['-sS', place.pacUrl])).stdout;
    const lane = /"PROXY 127\.0\.0\.1:\d+":\[(\d+)/.exec(pac)?.[1] ?? '';
    const curl = (...args: readonly string[]) =>
      run('/usr/bin/curl', ['-sS', '-x', `http://127.0.0.1:${lane}`, ...args]);
    expect((await curl('-o', '/dev/null', '-w', '%{http_code}', 'http://a.example/')).stdout).toBe('407');
    expect((await curl('-U', 'me:pw', 'http://a.example/x')).stdout).toBe(
      `http://a.example/x as Basic ${btoa('me:pw')}`,
    );
    await expect(curl('-k', `https://a.example:${secure.port}/`)).rejects.toThrow(/response 407/);
    await expect(curl('-k', '-U', 'me:pw', `https://a.example:${secure.port}/`)).rejects.toThrow(/response 503/);
    expect(seen).toEqual([undefined, `Basic ${btoa('me:pw')}`]);
  });
});
