import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { startOnDesktop } from '../../../../electron/posture/io/exec.ts';

function scratch(): string {
  const folder = mkdtempSync(join(tmpdir(), 'offhook-desktop-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

describe('a program that is started on the desktop', () => {
  it('gets the screen and the language of its user, and nothing that could change what it runs', async () => {
    const file = join(scratch(), 'environment');
    const env = { DISPLAY: ':7', LANG: 'de_DE.UTF-8', LD_PRELOAD: '/evil.so', PATH: '/evil', HOME: '/home/ada' };
    const argv = ['/bin/sh', '-c', `env > ${file}.part; mv ${file}.part ${file}`] as const;
    expect(await startOnDesktop(argv, env)).toBe(true);
    await vi.waitFor(() => expect(existsSync(file)).toBe(true), 5000);
    const seen = readFileSync(file, 'utf8');
    expect(seen).toMatch(/^DISPLAY=:7$/m);
    expect(seen).toMatch(/^LANG=de_DE.UTF-8$/m);
    expect(seen).not.toMatch(/evil|^LC_ALL=C$/m);
  });

  it('is told when it can’t be started', async () => {
    expect(await startOnDesktop(['/usr/bin/no-such-settings-program'], {})).toBe(false);
  });
});
