import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { onEnd } from '../support/proxy.ts';

const run = promisify(execFile);
const TOOLS = ['gsettings', 'kreadconfig5', 'kwriteconfig5', 'dbus-run-session', 'dbus-send'];
const missing = TOOLS.filter((tool) => !existsSync(`/usr/bin/${tool}`));

interface Seen {
  readonly name: string;
  readonly original: unknown;
  readonly stillOriginal: unknown;
  readonly during: string;
  readonly killPoints: number;
  readonly unhealed: unknown[];
}

/** GNOME's and KDE's own tools, in a D-Bus session and a home of their own: nothing of this computer's settings is touched. */
async function session(desktop: string): Promise<Seen[]> {
  const home = mkdtempSync(join(tmpdir(), 'offhook-desktop-'));
  onEnd(() => rmSync(home, { recursive: true, force: true }));
  mkdirSync(join(home, 'run'), { mode: 0o700 });
  const script = join(import.meta.dirname, 'linux-session.ts');
  const { stdout } = await run('/usr/bin/dbus-run-session', ['--', process.execPath, script, home, desktop], {
    env: { PATH: process.env['PATH'], HOME: home, XDG_RUNTIME_DIR: join(home, 'run'), LC_ALL: 'C.UTF-8' },
    timeout: 240_000,
    maxBuffer: 10_000_000,
  });
  return JSON.parse(stdout) as Seen[];
}

describe.skipIf(process.platform !== 'linux')('the proxy settings of a Linux desktop', () => {
  it('have their tools here', () => {
    expect(missing).toEqual([]);
  });

  it.each(['GNOME', 'KDE'])(
    'of %s are set, kept through every kill, and put back exactly',
    async (desktop) => {
      const seen = await session(desktop);
      expect(seen.map(({ name }) => name)).toEqual(['nothing', 'a PAC of the organisation', 'a proxy set by hand']);
      for (const one of seen) {
        expect(one).toMatchObject({
          engaged: { done: true },
          again: { done: true },
          owner: 'ours',
          released: 'restored',
          isRestored: true,
          unhealed: [],
          left: ['theirs', 'left-theirs', true, false],
        });
        expect(one.stillOriginal).toEqual(one.original);
        expect(one.during.match(/http:\/\/127\.0\.0\.1:40001\/(ab){32}\/1\/proxy\.pac/g)).toHaveLength(2);
        expect(one.killPoints).toBeGreaterThanOrEqual(20);
      }
      expect(seen.map(({ original }) => original)).toEqual([
        { kind: 'direct' },
        { kind: 'pac', url: expect.stringContaining('http://pac.corp.example/') },
        expect.objectContaining({ kind: 'manual', http: { host: 'web.corp.example', port: 8080 }, https: null }),
      ]);
    },
    240_000,
  );
});
