import { execFile, execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const run = promisify(execFile);
const CHILD = join(import.meta.dirname, 'keychain-child.ts');
/** A Secret Service of our own: nothing that it holds is anybody's. */
const hasKeyring =
  process.platform === 'linux' &&
  ['/usr/bin/gnome-keyring-daemon', '/usr/bin/dbus-run-session'].every((path) => existsSync(path));

let home: string;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'offhook-keyring-'));
  for (const name of ['run', 'data', 'config', 'cache']) mkdirSync(join(home, name), { mode: 0o700 });
});
afterEach(() => {
  rmSync(home, { recursive: true, force: true });
});

function environment(): NodeJS.ProcessEnv {
  return {
    PATH: process.env['PATH'],
    HOME: home,
    XDG_RUNTIME_DIR: join(home, 'run'),
    XDG_DATA_HOME: join(home, 'data'),
    XDG_CONFIG_HOME: join(home, 'config'),
    XDG_CACHE_HOME: join(home, 'cache'),
    // No bus may be found but the one that is given.
    DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent',
  };
}

interface Seen {
  readonly kind: string;
  readonly value: string | null;
  readonly names: string[];
  readonly erased?: string[];
}

/** Runs the given starts one after the other in one fresh D-Bus session, whose keyring is unlocked with the same password. */
async function inSession(starts: readonly (readonly string[])[]): Promise<Seen[]> {
  const script = join(home, 'session.sh');
  const lines = starts.map((args) => [process.execPath, CHILD, ...args].map(quoted).join(' '));
  writeFileSync(
    script,
    ['eval "$(printf %s "known password" | gnome-keyring-daemon --unlock --components=secrets)"', ...lines].join('\n'),
  );
  const { DBUS_SESSION_BUS_ADDRESS: _none, ...env } = environment();
  const { stdout } = await run('/usr/bin/dbus-run-session', ['--', '/bin/sh', script], { env, timeout: 60_000 });
  return stdout
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Seen);
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

describe.skipIf(!hasKeyring)(
  'the keychain, with a real Secret Service [needs gnome-keyring and dbus-run-session]',
  () => {
    it('keeps a secret for the next process, and even for the next session', async () => {
      const [written, read] = await inSession([
        ['set', 'anna', 'the-key'],
        ['read', 'anna'],
      ]);
      const [later] = await inSession([['read', 'anna']]);

      expect(written).toMatchObject({ kind: 'keychain', value: 'the-key' });
      expect(read).toMatchObject({ kind: 'keychain', value: 'the-key', names: ['device-key'] });
      expect(later).toMatchObject({ kind: 'keychain', value: 'the-key' });
    });

    it('keeps the profiles of one computer apart', async () => {
      const [, other, mine] = await inSession([
        ['set', 'anna', 'hers'],
        ['read', 'ben'],
        ['read', 'anna'],
      ]);

      expect(other).toMatchObject({ value: null, names: [] });
      expect(mine).toMatchObject({ value: 'hers' });
    });

    it('erases everything of one profile when the agent leaves, and nothing of another', async () => {
      const seen = await inSession([
        ['set', 'anna', 'hers'],
        ['set', 'ben', 'his'],
        ['erase', 'anna'],
        ['read', 'anna'],
        ['read', 'ben'],
      ]);

      expect(seen[2]?.erased).toContain('erased.device-key');
      expect(seen[3]).toMatchObject({ value: null, names: [] });
      expect(seen[4]).toMatchObject({ value: 'his' });
    });

    it('writes no secret to the disk in the clear', async () => {
      await inSession([['set', 'anna', 'a-very-recognisable-secret']]);

      const files = readdirSync(home, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
      const keyrings = files.filter((entry) => entry.name.endsWith('.keyring'));
      expect(keyrings.length).toBeGreaterThan(0);
      for (const entry of files) {
        const text = readFileSync(join(entry.parentPath, entry.name), 'latin1');
        expect(text.includes('a-very-recognisable-secret') && entry.name !== 'session.sh').toBe(false);
      }
    });
  },
);

describe('without a keychain', () => {
  it('keeps secrets in memory only, says so, and starts within seconds', () => {
    const startedAt = performance.now();
    const output = execFileSync(process.execPath, [CHILD, 'set', 'anna', 'the-key'], { env: environment() });
    const again = execFileSync(process.execPath, [CHILD, 'read', 'anna'], { env: environment() });

    expect(JSON.parse(output.toString())).toMatchObject({ kind: 'memory', value: 'the-key' });
    expect(JSON.parse(again.toString())).toMatchObject({ kind: 'memory', value: null });
    expect(performance.now() - startedAt).toBeLessThan(15_000);
  });
});
