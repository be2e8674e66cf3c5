import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fingerprint, newestAge, readFile, resolvePath, watchFiles } from '../../../../electron/posture/io/files.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'offhook-files-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.skipIf(process.platform === 'win32')('reading files (POSIX)', () => {
  it('takes the home from the list of accounts, whatever the environment says', () => {
    const before = process.env['HOME'];
    process.env['HOME'] = '/evil';
    try {
      expect(resolvePath('~/.config/x')).toBe(join(userInfo().homedir, '.config/x'));
    } finally {
      process.env['HOME'] = before;
    }
    expect(resolvePath('/etc/~/x')).toBe('/etc/~/x');
  });

  it('reads a plain file, through a link too, and up to its limit', async () => {
    const file = join(folder, 'plain');
    writeFileSync(file, 'hello');
    symlinkSync(file, join(folder, 'link'));
    expect(await readFile(file, 5)).toEqual({ status: 'read', text: 'hello' });
    expect(await readFile(join(folder, 'link'), 5)).toEqual({ status: 'read', text: 'hello' });
    expect(await readFile(file, 4)).toEqual({ status: 'unreadable' });
    expect(await readFile(join(folder, 'nothing'), 5)).toEqual({ status: 'missing' });
    const long = 'x'.repeat(100_000);
    writeFileSync(file, long);
    expect(await readFile(file, 200_000)).toEqual({ status: 'read', text: long });
  });

  it('does not wait for a pipe, nor read a device or a folder', async () => {
    const pipe = join(folder, 'pipe');
    execFileSync('mkfifo', [pipe]);
    for (const path of [pipe, '/dev/zero', folder]) expect(await readFile(path, 100)).toEqual({ status: 'unreadable' });
  });

  it.skipIf(process.platform !== 'linux')('reads what the kernel answers with (Linux)', async () => {
    expect(await readFile('/proc/self/mountinfo', 4_000_000)).toMatchObject({ status: 'read' });
  });

  it('tells a changed file from an unchanged one, even when its time is set back', async () => {
    const inside = join(folder, 'lists');
    mkdirSync(inside);
    const file = join(inside, 'one');
    writeFileSync(file, 'a');
    const first = await fingerprint([inside, join(folder, 'not-there')]);
    expect(await fingerprint([inside, join(folder, 'not-there')])).toBe(first);
    await sleep(20);
    writeFileSync(file, 'b');
    utimesSync(file, 1000, 1000);
    expect(await fingerprint([inside, join(folder, 'not-there')])).not.toBe(first);
    expect(await newestAge(inside, () => 2_000_000)).toEqual({ status: 'read', ageMs: 1_000_000, entries: 1 });
  });

  it('hears of a file that is written, or replaced by another, and of none beside it', async () => {
    const watched = join(folder, 'settings');
    writeFileSync(watched, '1');
    const heard: string[] = [];
    const watch = watchFiles([watched, join(folder, 'no-such-folder', 'x')], (path) => void heard.push(path));
    await sleep(100);
    writeFileSync(join(folder, 'beside'), '1');
    await sleep(100);
    expect(heard).toEqual([]);
    writeFileSync(watched, '2');
    await sleep(200);
    expect(heard.length).toBeGreaterThan(0);
    heard.length = 0;
    writeFileSync(join(folder, 'new'), '3');
    renameSync(join(folder, 'new'), watched);
    await sleep(200);
    expect(heard).toContain(watched);
    watch.stop();
    heard.length = 0;
    writeFileSync(watched, '4');
    await sleep(100);
    expect(heard).toEqual([]);
  });
});
