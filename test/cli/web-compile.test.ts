import { execFileSync } from 'node:child_process';
import { generateKeyPairSync, verify } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { webCompile } from '../../cli/commands/web-compile.ts';
import { webStats } from '../../cli/commands/web-stats.ts';
import { openSignedLists, signedListsSchema, type SignedLists } from '../../core/web/compiled/list-manifest.ts';
import { openListStore } from '../../electron/web/lists/list-store.ts';
import { openRelease } from '../../electron/web/lists/open-release.ts';
import { memoryIo } from './memory-io.ts';

const ORGANISATION = '5f0c6c1e-3f5e-4c1e-9d4b-0d8f6f1c2a10';
const keys = generateKeyPairSync('ed25519');
const trust = {
  organisationId: ORGANISATION,
  verify: (bytes: Uint8Array, signature: string) =>
    verify(null, bytes, keys.publicKey, Buffer.from(signature, 'base64url')),
};
let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'offhook-compile-'));
  const names = Array.from({ length: 500 }, (_, i) => `site-${i}.example`);
  write('one.txt', ['# a list', ...names, 'co.uk', 'customer.example'].join('\n'));
  write('two.txt', ['! another', '||ads.example^', '@@||good.ads.example^', '/banner.js'].join('\n'));
  write('half.txt', names.slice(0, 250).join('\n'));
  write('next.txt', [...names.slice(5), 'fresh.example'].join('\n'));
  write('own.txt', 'crm.customer.example\n');
  write('key.pem', keys.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString());
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const readSigned = (release: string): SignedLists =>
  signedListsSchema.parse(JSON.parse(readFileSync(join(folder, release, 'manifest.json'), 'utf8')));

const words = (line: string): string[] => line.split(' ');

function write(name: string, text: string): void {
  writeFileSync(join(folder, name), text);
}

async function run(command: typeof webCompile, ...args: string[]) {
  const io = { ...memoryIo(), cwd: folder };
  const code = await command.run(args, io);
  return { code, out: JSON.parse(io.stdout()) as Record<string, unknown>, err: io.stderr() };
}

describe('offhook web compile', () => {
  it('writes a signed release that the client opens, without the accidents of its lists', async () => {
    const { code, out } = await run(
      webCompile,
      ...words('--list one.txt:domains:phishing --list two.txt:adblock:ads --out r1'),
      ...words(`--own-hosts own.txt --key key.pem --organisation ${ORGANISATION}`),
    );
    expect(code).toBe(0);
    expect(out).toMatchObject({ version: 1, names: 502, signed: true });
    expect(out['refused']).toEqual([
      expect.objectContaining({ domain: 'co.uk', list: 'one.txt', reason: 'public-suffix', line: 502 }),
      expect.objectContaining({ domain: 'customer.example', list: 'one.txt', reason: 'own-host', line: 503 }),
    ]);
    const damage: string[] = [];
    const client = await openListStore({
      ...trust,
      folder: join(folder, 'client'),
      nowMs: () => 0,
      onProblem: () => undefined,
    });
    await client.install(readSigned('r1'), {
      kind: 'full',
      domains: readFileSync(join(folder, 'r1', 'full.bin')),
      names: readFileSync(join(folder, 'r1', 'full-names.br')),
      rest: readFileSync(join(folder, 'r1', 'rest.br')),
    });
    client.close();
    const opened = openRelease(join(folder, 'client', 'release-1'), trust, () => damage.push('names'));
    expect(opened.index.lookup('www.site-7.example')).toMatchObject({ list: 'one.txt', category: 'phishing' });
    expect(opened.index.lookup('good.ads.example')).toMatchObject({ effect: 'allow', text: '@@||good.ads.example^' });
    expect(opened.index.lookup('crm.customer.example')).toBeUndefined();
    expect(damage).toEqual([]);
    expect(opened.readRest()).toEqual([
      { list: 'two.txt', category: 'ads', effect: 'block', format: 'adblock', text: '/banner.js' },
    ]);
    opened.close();
  });

  it('makes a change from the release before, and holds back a list that lost half its names', async () => {
    const list = (file: string) => ['--list', `${file}:domains:phishing`, '--key', 'key.pem'];
    await run(webCompile, ...list('one.txt'), '--out', 'a', '--organisation', ORGANISATION);
    const next = await run(webCompile, ...list('next.txt'), '--out', 'b', '--previous', 'a', '--force');
    expect(next.out).toMatchObject({ version: 2 });
    const signed = readSigned('b');
    expect(openSignedLists(signed, trust, trust.verify)).toMatchObject({ previous: 1, organisationId: ORGANISATION });
    expect(openSignedLists(signed, trust, trust.verify).delta?.domains.size).toBeGreaterThan(0);
    writeFileSync(join(folder, 'one-half.txt'), readFileSync(join(folder, 'half.txt')));
    const held = await run(webCompile, ...list('half.txt'), '--out', 'c', '--previous', 'a');
    expect(held.code).toBe(1);
    expect(held.err).toContain('compile with --force');
  });

  it('says what a release holds, and refuses one that is damaged', async () => {
    await run(webCompile, '--list', 'one.txt:domains:phishing', '--out', 'stats');
    expect((await run(webStats, 'stats')).out).toMatchObject({ version: 1, isSigned: false, names: 501 });
    expect((await run(webStats, join('stats', 'domains.bin'))).out).toMatchObject({ names: 501 });
    const path = join(folder, 'stats', 'domains.bin');
    const bytes = readFileSync(path);
    bytes[bytes.length - 100] = (bytes[bytes.length - 100] ?? 0) ^ 1;
    writeFileSync(path, bytes);
    await expect(run(webStats, 'stats')).rejects.toThrow(/not what was signed/);
  });

  it('says in one sentence what is wrong with how it was called', async () => {
    await expect(run(webCompile, '--out', 'x')).rejects.toThrow(/Name each with --list/);
    await expect(run(webCompile, '--list', 'one.txt:domains:phishing')).rejects.toThrow(/Name a folder with --out/);
    await expect(run(webCompile, '--list', 'one.txt', '--out', 'x')).rejects.toThrow(/is not FILE/);
    await expect(run(webCompile, '--list', 'nowhere.txt:ads', '--out', 'x')).rejects.toThrow(/there is no such file/);
    const args = ['--list', 'one.txt:ads', '--out', 'x', '--key', 'one.txt'];
    await expect(run(webCompile, ...args)).rejects.toThrow(/private key/);
  });

  it('is found through the program itself', () => {
    const main = join(import.meta.dirname, '..', '..', 'cli', 'main.ts');
    const args = [main, 'web', 'compile', '--list', 'one.txt:domains:phishing', '--out', 'real'];
    const out = execFileSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
    expect(JSON.parse(out)).toMatchObject({ version: 1, names: 501 });
  });
});
