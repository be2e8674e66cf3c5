import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { check } from '../../cli/commands/check.ts';
import type { Bundle } from '../../electron/posture/io/bundle.ts';
import { memoryIo } from './memory-io.ts';

const LAUNCHER = join(import.meta.dirname, '..', '..', 'bin', 'offhook.mjs');
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'offhook-check-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function command(argv: readonly string[], stdout: string): Bundle['commands'][number] {
  return { argv: [...argv], exitCode: 0, stdout, stderr: '', timedOut: false, truncated: false, missing: false };
}

function mac(fileVault: string, firewallState: number): Bundle {
  return {
    format: 'offhook-bundle/1',
    recordedAt: '2026-11-22T10:00:00Z',
    platform: 'macos',
    commands: [
      command(['/usr/bin/sw_vers'], 'ProductName:\tmacOS\nProductVersion:\t26.1\nBuildVersion:\t25B78\n'),
      command(['/usr/bin/fdesetup', 'status'], fileVault),
      command(
        ['/usr/libexec/ApplicationFirewall/socketfilterfw', '--getglobalstate', '--getstealthmode'],
        `(State = ${firewallState})\n`,
      ),
    ],
    files: [],
    ages: [],
    programs: null,
    desktop: null,
    app: null,
    identity: { manufacturer: 'Apple Inc.', model: 'MacBookAir10,1', virtual: false },
  };
}

const POLICY = {
  schema: 'offhook-policy/1',
  name: 'Two checks',
  checks: { diskEncryption: { level: 'block' }, firewall: { level: 'block' } },
};

async function replay(bundle: unknown, policy: unknown = POLICY, ...more: string[]) {
  const [bundleFile, policyFile] = [join(folder, 'bundle.json'), join(folder, 'policy.json')];
  await writeFile(bundleFile, JSON.stringify(bundle));
  await writeFile(policyFile, JSON.stringify(policy));
  const io = memoryIo();
  const exitCode = await check.run(['--replay', bundleFile, '--policy', policyFile, ...more], io);
  return { exitCode, stdout: io.stdout(), stderr: io.stderr() };
}

describe('offhook check', () => {
  it('ends with 0 for a laptop that is ready', async () => {
    const { exitCode, stdout } = await replay(mac('FileVault is On.\n', 1), POLICY, '--json');
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      state: 'compliant',
      platform: 'macos',
      facts: { os: { value: { version: '26.1' } } },
    });
  });

  it('ends with 1 for one that is not, in words that people understand', async () => {
    const { exitCode, stdout, stderr } = await replay(mac('FileVault is Off.\n', 1));
    expect(exitCode).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).toContain('Disk encryption: The system disk is not encrypted.');
    expect(stderr).toContain('1. Open System Settings');
  });

  it('ends with 2 when it could not be judged', async () => {
    const { exitCode } = await replay(mac('FileVault is ', 1));
    expect(exitCode).toBe(2);
  });

  it('refuses a policy and a recording that are none, by the field', async () => {
    await expect(replay(mac('', 1), { ...POLICY, chekcs: {} })).rejects.toThrow(/policy was refused: .*chekcs/);
    await expect(replay({ ...mac('', 1), format: 'other' })).rejects.toThrow(/recording was refused: format/);
    await expect(check.run(['--policy', '/no/such.json'], memoryIo())).rejects.toThrow(
      'The policy “/no/such.json” can’t be read: there is no such file.',
    );
    await expect(check.run(['--record', 'a', '--replay', 'b'], memoryIo())).rejects.toThrow('can’t be used together');
  });

  it('shows what a recording holds, in words, and wants a recording for that', async () => {
    const { stderr } = await replay(mac('FileVault is On.\n', 1), POLICY, '--review');
    expect(stderr).toContain('What this recording holds');
    expect(stderr).toContain('  - /usr/bin/fdesetup status\n      FileVault is On.\n');
    expect(stderr).toContain('Apple Inc., MacBookAir10,1');
    await expect(check.run(['--review'], memoryIo())).rejects.toThrow('use it with --record FILE or --replay FILE');
  });

  it.skipIf(process.platform !== 'linux')(
    'shows a new recording before it is saved, and with a policy looks only at what that asks for (Linux)',
    { timeout: 60_000 },
    async () => {
      const policy = join(folder, 'vpn.json');
      await writeFile(policy, JSON.stringify({ ...POLICY, checks: { vpn: { level: 'block' } } }));
      const file = join(folder, 'reviewed.json');
      const io = memoryIo();
      await check.run(['--record', file, '--review', '--policy', policy], io);
      const saved = JSON.parse(await readFile(file, 'utf8')) as Bundle;
      expect(saved.commands.every(({ argv }) => (argv[0] ?? '').endsWith('/ip'))).toBe(true);
      expect(saved.programs).toBeNull();
      expect(io.stderr().indexOf('What this recording holds')).toBeGreaterThanOrEqual(0);
      expect(io.stderr().indexOf('What this recording holds')).toBeLessThan(io.stderr().indexOf('Recorded to'));
    },
  );

  it.skipIf(process.platform === 'win32')(
    'runs by its launcher, records this machine, and judges the recording the same (POSIX)',
    { timeout: 180_000 },
    async () => {
      const file = join(folder, 'here.json');
      const first = await launch(['check', '--json', '--record', file]);
      expect([0, 1, 2]).toContain(first.exitCode);
      const facts = (stdout: string): unknown =>
        JSON.parse(stdout, (key, value: unknown) => (key === 'ageMs' || key === 'measured' ? undefined : value));
      const again = await launch(['check', '--json', '--replay', file]);
      expect(facts(again.stdout)).toEqual(facts(first.stdout));
      expect(again.exitCode).toBe(first.exitCode);
      expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({ format: 'offhook-bundle/1' });
    },
  );

  it('passes the launcher’s refusals and exit codes through', { timeout: 60_000 }, async () => {
    expect(await launch(['nonsense'])).toMatchObject({ exitCode: 2, stdout: '' });
    expect(await launch(['--version'])).toMatchObject({ exitCode: 0 });
  });
});

function launch(args: readonly string[]): Promise<{ exitCode: number; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [LAUNCHER, ...args], { maxBuffer: 50_000_000 }, (_, stdout, stderr) =>
      resolve({ exitCode: child.exitCode ?? -1, stdout, stderr }),
    );
  });
}
