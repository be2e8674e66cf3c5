import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { policy } from '../../cli/commands/policy.ts';
import { memoryIo } from './memory-io.ts';

const OLD = `
# what everybody has
schema: offhook-policy/1
name: Test
checks:
  vpn: { level: block, graceSeconds: 60 }
  firewall: { level: warn }
`;

function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'offhook-policy-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

async function run(cwd: string, ...args: string[]) {
  const io = { ...memoryIo(), cwd };
  const code = await policy.run(args, io);
  return { code, out: io.stdout(), err: io.stderr() };
}

describe('offhook policy lint', () => {
  it('takes YAML with comments, and JSON', async () => {
    const json = JSON.stringify({ schema: 'offhook-policy/1', name: 'J', checks: { vpn: { level: 'block' } } });
    const folder = folderWith({ 'a.yaml': OLD, 'b.json': json });
    for (const file of ['a.yaml', 'b.json'])
      expect(await run(folder, 'lint', file)).toMatchObject({ code: 0, err: expect.stringContaining('is fine') });
  });

  it.each([
    ['an unknown setting, with what was meant', 'checks: { vpn: { levle: block } }', /checks\.vpn\.levle: .*“level”/],
    ['a setting twice', 'name: again', /neither YAML nor JSON/],
    ['what is no YAML', 'checks: {', /neither YAML nor JSON/],
    [
      'an audience’s tie',
      'audiences: [{name: a, groups: [x], checks: {vpn: {level: warn}}}, {name: b, groups: [x], checks: {vpn: {level: warn}}}]',
      /audiences\.1\.checks\.vpn/,
    ],
  ])('names %s', async (_what, more, problem) => {
    const base = more.startsWith('checks') ? 'schema: offhook-policy/1\nname: Test\n' : OLD;
    const result = await run(folderWith({ 'p.yaml': `${base}${more}\n` }), 'lint', 'p.yaml');
    expect(result.code).toBe(1);
    expect(result.err).toMatch(problem);
  });

  it.each([
    ['ten megabytes', `${OLD}\n# ${'x'.repeat(10_000_000)}`, /larger than 2 MB/],
    [
      'brackets within brackets',
      `${OLD}x: ${'['.repeat(50_000)}${']'.repeat(50_000)}`,
      /too deeply|levels deep|neither YAML/,
    ],
    ['levels within levels', `${OLD}x: ${'{"a":'.repeat(200)}1${'}'.repeat(200)}`, /levels deep/],
    [
      'a list of lists of lists',
      `${OLD}a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c,*c,*c,*c]`,
      /too deeply|no such setting/,
    ],
  ])('refuses %s and goes on living', async (_what, text, problem) => {
    const result = await run(folderWith({ 'p.yaml': text }), 'lint', 'p.yaml');
    expect(result.code).toBe(1);
    expect(result.err).toMatch(problem);
  });
});

describe('offhook policy diff', () => {
  it('says what differs and what of it is looser, and nothing when nothing does', async () => {
    const newer = OLD.replace('level: block', 'level: warn').replace(
      'firewall: { level: warn }',
      'diskEncryption: { level: block }',
    );
    const folder = folderWith({ 'old.yaml': OLD, 'new.yaml': newer });
    const { code, out, err } = await run(folder, 'diff', 'old.yaml', 'new.yaml', '--json');
    expect(code).toBe(1);
    expect(err).toContain('checks.vpn.level: "block" → "warn" (looser)');
    const { changes } = JSON.parse(out) as { changes: { path: string; direction: string }[] };
    const directionOf = (path: string) => changes.find((change) => change.path === path)?.direction;
    expect(directionOf('checks.diskEncryption')).toBe('tighter');
    expect(directionOf('checks.firewall')).toBe('looser');
    expect((await run(folder, 'diff', 'old.yaml', 'old.yaml')).code).toBe(0);
  });
});

describe('offhook policy sign and verify', () => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const pem = String(privateKey.export({ type: 'pkcs8', format: 'pem' }));
  const spki = publicKey.export({ type: 'spki', format: 'der' }).toString('base64url');
  const organisation = randomUUID();
  const signing = ['sign', 'p.yaml', '--key', 'key.pem', '--organisation', organisation, '--version', '1'];

  it('make a release that holds, once, and notice a changed byte', async () => {
    const folder = folderWith({ 'p.yaml': OLD, 'key.pem': pem });
    expect((await run(folder, ...signing, '--out', 'signed.json')).code).toBe(0);
    await expect(run(folder, ...signing, '--out', 'signed.json')).rejects.toThrow(/there is such a file already/);
    const verified = await run(folder, 'verify', 'signed.json', '--key', spki, '--json');
    expect(JSON.parse(verified.out)).toMatchObject({ ok: true, version: 1, name: 'Test' });
    const text = readFileSync(join(folder, 'signed.json'), 'utf8');
    writeFileSync(join(folder, 'bent.json'), text.replace('block', 'blocK'));
    expect((await run(folder, 'verify', 'bent.json', '--key', spki)).code).toBe(1);
    const other = generateKeyPairSync('ed25519')
      .publicKey.export({ type: 'spki', format: 'der' })
      .toString('base64url');
    expect((await run(folder, 'verify', 'signed.json', '--key', other)).code).toBe(1);
  });

  it('refuse a later version that does not say which it follows', async () => {
    const folder = folderWith({ 'p.yaml': OLD, 'key.pem': pem });
    await expect(run(folder, ...signing.slice(0, -1), '2')).rejects.toThrow(/--previous/);
  });
});
