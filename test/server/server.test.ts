import { spawn, spawnSync } from 'node:child_process';
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { OrganisationSeed } from '../../server/bootstrap.ts';
import type { ServerOptions } from '../../server/config.ts';
import { DEMO_ORGANISATION, demoPeople } from '../../server/demo.ts';
import { startServer } from '../../server/server.ts';
import { selfSignedCertificate } from '../../server/telephony/kamailio/certificate.ts';
import { policy } from './support/facts.ts';
import { tempFolder } from './support/world.ts';

const SEED: OrganisationSeed = {
  name: DEMO_ORGANISATION,
  people: demoPeople(2),
  policy: policy(),
  policyNote: 'first',
};
const CLI = join(import.meta.dirname, '..', '..', 'cli', 'main.ts');

async function start(options: Partial<ServerOptions> = {}, seed: OrganisationSeed | null = SEED) {
  const server = await startServer({ data: options.data ?? tempFolder(), port: 0, ...options }, seed);
  onTestFinished(() => server.close());
  return server;
}

function offhook(...args: string[]) {
  return spawnSync(process.execPath, [CLI, ...args], { encoding: 'utf8', timeout: 30_000 });
}

describe('starting the server', () => {
  it('makes the organisation once, with one-time passwords, and finds it again the next time', async () => {
    const data = join(tempFolder(), 'deep', 'inside');
    const first = await start({ data });
    expect(first.welcomed.map(({ email, extension }) => [email, extension])).toEqual([
      ['it@demo.example', null],
      ['supervisor@demo.example', null],
      ['ada@demo.example', '1001'],
      ['ben@demo.example', '1002'],
    ]);
    expect(new Set(first.welcomed.map(({ oneTimePassword }) => oneTimePassword)).size).toBe(4);
    expect((await fetch(`${first.url}/healthz`)).status).toBe(200);
    await first.close();
    const second = await start({ data });
    expect(second.welcomed).toEqual([]);
    expect(await second.people()).toHaveLength(4);
    const mayRead = (file: string) => statSync(join(data, file)).mode & 0o777;
    expect([mayRead('keys/policy.pem'), mayRead('keys/lease.pem'), mayRead('keys')]).toEqual([0o600, 0o600, 0o700]);
  });

  it('answers at the address that it says, and at no other name', async () => {
    const { url } = await start();
    const { port } = new URL(url);
    expect((await fetch(`http://localhost:${port}/healthz`)).status).toBe(200);
    expect((await fetch(`${url}/api/session`)).status).toBe(401);
  });

  it('says who has the folder, and takes over from a process that is gone', async () => {
    const data = tempFolder();
    const running = await start({ data });
    await expect(start({ data })).rejects.toThrow(`Another Offhook server (process ${process.pid}) is using ${data}`);
    await running.close();
    const gone = spawn(process.execPath, ['-e', '']);
    await once(gone, 'exit');
    for (const stale of [`${gone.pid} 1\n`, '', 'nonsense', `${process.pid} 1\n`]) {
      writeFileSync(join(data, 'lock'), stale);
      await (await start({ data })).close();
      expect(existsSync(join(data, 'lock'))).toBe(false);
    }
  });

  it.each<[string, Partial<ServerOptions>, RegExp]>([
    [
      'a host that others can reach without TLS',
      { host: '0.0.0.0' },
      /--host 0\.0\.0\.0 can be reached .* add --tls-cert and --tls-key/,
    ],
    ['half of a TLS pair', { tlsCert: 'x.pem' }, /--tls-cert and --tls-key belong together/],
    [
      'a certificate that is not there',
      { tlsCert: '/nowhere/x.pem', tlsKey: '/nowhere/y.pem' },
      /--tls-cert \/nowhere\/x\.pem can’t be read/,
    ],
    ['a port that is none', { port: 70_000 }, /--port must be a whole number/],
    [
      'a public address with a path',
      { publicUrl: 'https://a.example/offhook' },
      /--public-url must be an address such as/,
    ],
    ['a public address in the open', { publicUrl: 'http://a.example' }, /--public-url must be https/],
    [
      'a host that is not this machine',
      { host: '127.0.0.1', data: '/proc/offhook' },
      /There is no right to write in \/proc\/offhook/,
    ],
  ])('refuses %s in one sentence', async (_what, options, sentence) => {
    await expect(start(options)).rejects.toThrow(sentence);
  });

  it('says which port is taken, and leaves nothing behind that would stop the next start', async () => {
    const data = tempFolder();
    const other = createServer().listen(0, '127.0.0.1');
    onTestFinished(() => void other.close());
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    await expect(start({ data, port })).rejects.toThrow(
      `Port ${port} is taken by another program. Stop that one, or choose another with --port`,
    );
    await (await start({ data })).close();
  });

  it('says that the data is damaged, that a key is gone or that it is another’s, and changes nothing', async () => {
    const data = tempFolder();
    await (await start({ data })).close();
    const key = readFileSync(join(data, 'keys', 'lease.pem'));
    rmSync(join(data, 'keys', 'lease.pem'));
    await expect(start({ data })).rejects.toThrow(/lease\.pem is missing\. Restore/);
    writeFileSync(join(data, 'keys', 'lease.pem'), readFileSync(join(data, 'keys', 'policy.pem')));
    await expect(start({ data })).rejects.toThrow(/is not the key that this organisation was made with/);
    writeFileSync(join(data, 'keys', 'lease.pem'), 'nonsense');
    await expect(start({ data })).rejects.toThrow(/not a readable private key/);
    writeFileSync(join(data, 'keys', 'lease.pem'), key);
    await (await start({ data })).close();
    const database = readFileSync(join(data, 'offhook.db'));
    writeFileSync(join(data, 'offhook.db'), database.fill(0x41, 0, 4096));
    await expect(start({ data })).rejects.toThrow(/offhook\.db is damaged, and was left as it is/);
    expect(readFileSync(join(data, 'offhook.db')).equals(database)).toBe(true);
  });

  it('goes on without the policy’s key, and says so where it is needed', async () => {
    const data = tempFolder();
    await (await start({ data })).close();
    rmSync(join(data, 'keys', 'policy.pem'));
    const server = await start({ data });
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
    expect(existsSync(join(data, 'keys', 'policy.pem'))).toBe(false);
  });

  it('says that there is nothing yet in a folder without an organisation', async () => {
    await expect(start({}, null)).rejects.toThrow(/There is no organisation in .* Start once with --demo/);
  });

  it('puts what it mints under the public address', async () => {
    const server = await start({ publicUrl: 'https://offhook.example' });
    const ada = server.welcomed.find(({ extension }) => extension === '1001');
    expect(ada).toBeDefined();
    const { link } = await server.mintEnrolmentLink(ada?.id ?? ('' as never));
    expect(link).toContain(`server=${encodeURIComponent('https://offhook.example')}&`);
  });

  it('speaks TLS with the certificate that it was given, and then sets the cookie for it alone', async () => {
    const data = tempFolder();
    const [cert, key] = [join(data, 'cert.pem'), join(data, 'key.pem')];
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const [notBefore, notAfter] = [new Date(Date.now() - 60_000), new Date(Date.now() + 3_600_000)];
    writeFileSync(key, privateKey.export({ type: 'pkcs8', format: 'pem' }));
    const names = ['localhost', '127.0.0.1'];
    writeFileSync(
      cert,
      selfSignedCertificate({ key: privateKey, names, notBefore, notAfter, serial: randomBytes(16) }),
    );
    const server = await start({ data, tlsCert: cert, tlsKey: key });
    expect(server.url).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/);
    const { request } = await import('node:https');
    const body = JSON.stringify({ email: 'it@demo.example', password: server.welcomed[0]?.oneTimePassword });
    const headers = { 'content-type': 'application/json', origin: server.url };
    const asked = request(`${server.url}/api/session`, { method: 'POST', headers, rejectUnauthorized: false }).end(
      body,
    );
    const [response] = (await once(asked, 'response')) as [
      { statusCode: number; headers: Record<string, string | string[]>; resume(): void },
    ];
    response.resume();
    expect(response.statusCode).toBe(204);
    expect(String(response.headers['set-cookie'])).toMatch(
      /^__Host-offhook=.*; Path=\/; HttpOnly; Secure; SameSite=Strict$/,
    );
    expect(response.headers['strict-transport-security']).toBeDefined();
  });
});

// Each command is a process of its own, which a busy machine takes its time for.
describe('the command line', { timeout: 120_000 }, () => {
  it('runs the demo until it is told to end, with one line of JSON when it is ready', async () => {
    const data = tempFolder();
    const child = spawn(
      process.execPath,
      [CLI, 'server', '--data', data, '--port', '0', '--demo', '--agents', '3', '--json'],
      { stdio: ['ignore', 'pipe', 'pipe'] },
    );
    onTestFinished(() => void child.kill('SIGKILL'));
    let text = '';
    for await (const part of child.stdout.setEncoding('utf8')) {
      text += part as string;
      if (text.includes('\n')) break;
    }
    const ready = JSON.parse(text) as {
      url: string;
      people: { email: string; oneTimePassword: string; enrolmentLink?: string }[];
    };
    expect(ready.people).toHaveLength(5);
    expect(
      ready.people.filter(({ enrolmentLink }) => enrolmentLink?.startsWith('offhook://enrol?') ?? false),
    ).toHaveLength(3);
    expect((await fetch(`${ready.url}/healthz`)).status).toBe(200);
    const taken = offhook('server', '--data', data, '--port', '0');
    expect([taken.status, taken.stdout]).toEqual([1, '']);
    expect(taken.stderr).toMatch(/^Another Offhook server \(process \d+\) is using .*\n$/);
    child.kill('SIGTERM');
    const [code] = (await once(child, 'exit')) as [number];
    expect(code).toBe(0);
    expect(existsSync(join(data, 'lock'))).toBe(false);
    const verified = offhook('audit', 'verify', '--data', data, '--json');
    expect(verified.status).toBe(0);
    expect(JSON.parse(verified.stdout)).toMatchObject({ intact: true, containsExpected: true });
    expect(offhook('audit', 'verify', '--data', data, '--expect', 'f'.repeat(64)).status).toBe(1);
    expect(offhook('audit', 'verify', '--data', join(data, 'nowhere')).status).toBe(2);
  });

  it('names the field, the fix and the likely meaning of what is wrong in a policy', () => {
    const file = join(tempFolder(), 'policy.json');
    const lint = (document: unknown) => {
      writeFileSync(file, typeof document === 'string' ? document : JSON.stringify(document));
      return offhook('policy', 'lint', file);
    };
    const good = policy({ web: { block: [{ host: 'bad.example', category: 'social' }] } });
    expect(lint(good).status).toBe(0);
    const typo = lint({
      ...good,
      checks: { vpn: { level: 'block', graceSecond: 5 } },
      web: { block: [{ host: 'Bad.Example', category: 'social', wy: '' }] },
    });
    expect(typo.status).toBe(1);
    expect(typo.stderr).toContain('checks.vpn.graceSecond: there is no such setting. Did you mean “graceSeconds”?');
    expect(typo.stderr).toContain('web.block.0.host: must be a plain host name');
    expect(typo.stderr).toContain('web.block.0.wy: there is no such setting. Did you mean “why”?');
    expect(lint('{').stderr).toContain('neither YAML nor JSON');
    expect(offhook('policy', 'lint', `${file}.missing`).status).toBe(2);
  });
});
