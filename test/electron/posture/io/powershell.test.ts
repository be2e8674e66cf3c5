import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import * as fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { createExec } from '../../../../electron/posture/io/exec.ts';
import { answerReader, requestLine } from '../../../../electron/posture/io/powershell-frame.ts';
import { createPowerShell, type PowerShell } from '../../../../electron/posture/io/powershell.ts';

const FAKE = join(import.meta.dirname, 'fake-powershell.mjs');
const limits = { timeoutMs: 5000, maxBytes: 1_000_000 };
const never = new AbortController().signal;
const opened: PowerShell[] = [];
afterEach(() => {
  for (const shell of opened.splice(0)) shell.release();
});

/** The real process runner, talking with a program that keeps PowerShell's side of the talk. */
function shell(...args: string[]): PowerShell {
  const clock = { monotonicMs: () => performance.now() };
  const made = createPowerShell({
    exec: createExec({ windows: false, env: {}, ...clock }),
    program: process.execPath,
    args: [FAKE, ...args],
    ...clock,
    setTimer: (fire, delayMs) => {
      const timer = setTimeout(fire, delayMs);
      return () => clearTimeout(timer);
    },
    randomId: randomUUID,
  });
  opened.push(made);
  return made;
}

function isAlive(pid: number): boolean {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

describe.skipIf(process.platform !== 'linux')(
  'the one PowerShell (a stand-in that keeps its side of the talk; a real one was never met; needs Linux)',
  () => {
    it('answers one script after the other from one process, in any script', async () => {
      const one = shell();
      const first = await one.run('pid', limits, never);
      expect(await one.run('say Größe ﬁ 日本 "quoted" $x', limits, never)).toMatchObject({
        exitCode: 0,
        stdout: 'Größe ﬁ 日本 "quoted" $x\r\n',
      });
      expect((await one.run('pid', limits, never)).stdout).toBe(first.stdout);
    });

    it('gives the reason of a script that failed, and goes on', async () => {
      const one = shell();
      expect(await one.run('refuse nein', limits, never)).toMatchObject({
        exitCode: 1,
        stdout: '',
        stderr: 'UnauthorizedAccess,Foo PermissionDenied 0x80070005 nein',
      });
      expect(await one.run('say on', limits, never)).toMatchObject({ exitCode: 0 });
    });

    it('passes over what is printed beside the answers, even what looks like one', async () => {
      const one = shell('noisy');
      expect((await one.run('say right', limits, never)).stdout).toBe('right\r\n');
      expect((await one.run('pieces in pieces', limits, never)).stdout).toBe('in pieces');
    });

    it('runs the same script once for all who ask meanwhile, and different ones in turn', async () => {
      const one = shell();
      const [a, b, c] = await Promise.all([
        one.run('slowly once', limits, never),
        one.run('slowly once', limits, never),
        one.run('say after', limits, never),
      ]);
      expect(a).toBe(b);
      expect(a.stdout).toBe('once');
      expect(c.stdout).toBe('after\r\n');
    });

    it('kills one that hangs, with what it started, and answers the next from a new one', async () => {
      const folder = mkdtempSync(join(tmpdir(), 'offhook-ps-'));
      const file = join(folder, 'pids');
      const one = shell();
      const hung = one.run(`hang ${file}`, { ...limits, timeoutMs: 400 }, never);
      const next = one.run('say again', limits, never);
      expect(await hung).toMatchObject({ timedOut: true, exitCode: null });
      const pids = readFileSync(file, 'utf8').split(' ').map(Number);
      rmSync(folder, { recursive: true });
      const startedMs = performance.now();
      expect((await next).stdout).toBe('again\r\n');
      // It waits before it starts another.
      expect(performance.now() - startedMs).toBeGreaterThan(700);
      expect(pids.filter(isAlive)).toEqual([]);
    });

    it.each(['crash', 'half', 'garbage'])('knows nothing after “%s”, and goes on with a new one', async (what) => {
      const one = shell();
      const result = await one.run(what, limits, never);
      expect([null, 1]).toContain(result.exitCode);
      expect(result).toMatchObject({ stdout: '', timedOut: false, missing: false });
      expect((await one.run('say fine', limits, never)).stdout).toBe('fine\r\n');
    });

    it.each(['huge', 'huge-answer'])('stops reading what is too much: %s', async (what) => {
      expect(await shell().run(what, limits, never)).toMatchObject({ truncated: true, exitCode: null });
    });

    it('is gone at the end of the shift, whoever still waits', async () => {
      const one = shell();
      const pid = Number((await one.run('pid', limits, never)).stdout);
      const waiting = one.run('hang', limits, never);
      await sleep(100);
      one.release();
      expect(await waiting).toMatchObject({ exitCode: null, stdout: '' });
      await sleep(200);
      expect(isAlive(pid)).toBe(false);
      expect((await one.run('say hello again', limits, never)).stdout).toBe('hello again\r\n');
    });

    it('lets go of a script that nobody waits for any more', async () => {
      const one = shell();
      const abort = new AbortController();
      const waiting = one.run('hang', limits, abort.signal);
      await sleep(100);
      abort.abort();
      expect(await waiting).toMatchObject({ exitCode: null });
      expect((await one.run('say next', limits, never)).stdout).toBe('next\r\n');
    });

    it('says that there is none where there is none', async () => {
      const none = createPowerShell({
        exec: createExec({ windows: false, env: {}, monotonicMs: () => 0 }),
        program: null,
        monotonicMs: () => 0,
        setTimer: () => () => undefined,
        randomId: () => 'x',
      });
      expect(await none.run('say x', limits, never)).toMatchObject({ missing: true });
    });
  },
);

describe('the frame of one answer', () => {
  it('carries any text, however it is cut, and nothing of what is around it', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.string(),
        fc.array(fc.nat(40), { maxLength: 30 }),
        (text, around, cuts) => {
          const id = 'f3b0c442-98fc-4c14-9afb-f4c8996fb924';
          const wanted = Buffer.from(text, 'utf8').toString('utf8');
          const stream = `${around}\r\n<${id}:1:${Buffer.from(text, 'utf8').toString('base64')}:${id}>\r\n`;
          const read = answerReader(id, 1_000_000);
          let at = 0;
          let answer = null;
          for (const cut of [...cuts, stream.length]) {
            answer ??= read(stream.slice(at, at + cut));
            at += cut;
          }
          expect(answer).toEqual({ ok: true, text: wanted });
        },
      ),
    );
  });

  it('sends a script as one line of ASCII that can’t end its own quotes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (script) => {
        const line = requestLine(script, 'id');
        expect(line).toMatch(/^[\x20-\x7e]+\n$/);
        const [, coded = ''] = /FromBase64String\('([A-Za-z0-9+/=]*)'\)/.exec(line) ?? [];
        expect(Buffer.from(coded, 'base64').toString('utf8')).toBe(Buffer.from(script, 'utf8').toString('utf8'));
      }),
    );
  });
});
