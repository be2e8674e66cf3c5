import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import process from 'node:process';
import { describe, expect, it } from 'vitest';
import { createExec } from '../../../../electron/posture/io/exec.ts';

const exec = createExec({
  windows: false,
  env: { HOME: '/nowhere', LD_PRELOAD: '/evil.so', PATH: '/evil' },
  monotonicMs: () => performance.now(),
});
const never = new AbortController().signal;
const limits = { timeoutMs: 5000, maxBytes: 10_000 };

function isAlive(pid: number): boolean {
  try {
    // A zombie has been killed; its parent has only not looked yet.
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

describe.skipIf(process.platform !== 'linux')('the command runner (real programs; needs Linux)', () => {
  it('gives the output, the exit code, and an environment of its own', async () => {
    const result = await exec.run({ argv: ['/usr/bin/env'], ...limits }, never);
    expect(result).toMatchObject({ exitCode: 0, timedOut: false, missing: false, truncated: false });
    expect(result.stdout).toContain('LC_ALL=C\n');
    expect(result.stdout).not.toContain('evil');
    expect(await exec.run({ argv: ['/bin/sh', '-c', 'echo no >&2; exit 7'], ...limits }, never)).toMatchObject({
      exitCode: 7,
      stderr: 'no\n',
    });
  });

  it('says that a program is missing instead of throwing', async () => {
    expect(await exec.run({ argv: ['/usr/bin/no-such-tool'], ...limits }, never)).toMatchObject({
      missing: true,
      exitCode: null,
    });
  });

  it('kills a program that hangs, with the children that it started', async () => {
    const result = await exec.run(
      { argv: ['/bin/sh', '-c', 'sleep 300 & echo $!; wait'], timeoutMs: 300, maxBytes: 1000 },
      never,
    );
    expect(result).toMatchObject({ timedOut: true, exitCode: null });
    const child = Number(result.stdout.trim());
    expect(child).toBeGreaterThan(1);
    await sleep(100);
    expect(isAlive(child)).toBe(false);
  });

  it('kills a whole tree whose members refuse to be asked to end', async () => {
    // Three generations, each deaf to SIGTERM and SIGHUP; the youngest has left its parent.
    const deaf = `trap "" TERM HUP INT;`;
    const tree = `${deaf} echo $$; sh -c '${deaf} echo $$; (sh -c "${deaf.replaceAll('"', '\\"')} echo \\$\\$; sleep 300; :" &) ; sleep 300; :' & wait`;
    const result = await exec.run({ argv: ['/bin/sh', '-c', tree], timeoutMs: 1000, maxBytes: 1000 }, never);
    expect(result).toMatchObject({ timedOut: true, exitCode: null });
    const pids = result.stdout.trim().split('\n').map(Number);
    expect(pids).toHaveLength(3);
    await sleep(200);
    expect(pids.filter(isAlive)).toEqual([]);
  });

  it('ends at once when the shift does', async () => {
    const abort = new AbortController();
    setTimeout(() => abort.abort(), 100);
    const started = performance.now();
    expect(
      await exec.run({ argv: ['/bin/sleep', '300'], timeoutMs: 60_000, maxBytes: 100 }, abort.signal),
    ).toMatchObject({ exitCode: null });
    expect(performance.now() - started).toBeLessThan(5000);
  });

  it('stops reading a program that never stops talking', async () => {
    expect(await exec.run({ argv: ['/usr/bin/yes'], timeoutMs: 10_000, maxBytes: 5000 }, never)).toMatchObject({
      truncated: true,
    });
  });

  it('watches lines until it is stopped, and then calls nobody', async () => {
    const lines: string[] = [];
    let ended = false;
    const watch = exec.watch(
      ['/bin/sh', '-c', 'echo $$; while :; do echo tick; sleep 0.05; done'],
      (line) => void lines.push(line),
      () => (ended = true),
    );
    while (lines.length < 3) await sleep(20);
    watch.stop();
    const { length } = lines;
    await sleep(200);
    expect(lines).toHaveLength(length);
    expect(ended).toBe(false);
    expect(isAlive(Number(lines[0]))).toBe(false);
  });

  it('tells when what it watches is not there', async () => {
    expect(existsSync('/usr/bin/no-such-tool')).toBe(false);
    await new Promise<void>((resolve) => void exec.watch(['/usr/bin/no-such-tool'], () => undefined, resolve));
  });
});
