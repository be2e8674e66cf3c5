import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createInspectApp, type OwnProcess } from '../../../../electron/posture/io/inspect-app.ts';
import type { CommandResult, PostureIo } from '../../../../electron/posture/io/posture-io.ts';
import { ANSWERED } from '../fake-io.ts';

const never = new AbortController().signal;
const HEADER = '{"files":{"main.js":{"size":3,"offset":"0","integrity":{"algorithm":"SHA256"}}}}';
const HASH = createHash('sha256').update(HEADER).digest('hex');

/** An archive as @electron/asar writes it: two pickles, then the files. */
function archive(header: string): Buffer {
  const text = Buffer.from(header);
  const padded = Math.ceil(text.length / 4) * 4;
  const sizes = Buffer.alloc(16);
  sizes.writeUInt32LE(4, 0);
  sizes.writeUInt32LE(padded + 8, 4);
  sizes.writeUInt32LE(padded + 4, 8);
  sizes.writeUInt32LE(text.length, 12);
  return Buffer.concat([sizes, text, Buffer.alloc(padded - text.length), Buffer.from('abc')]);
}

const PLIST = `<?xml version="1.0"?><plist version="1.0"><dict><key>ElectronAsarIntegrity</key><dict><key>Resources/app.asar</key><dict><key>algorithm</key><string>SHA256</string><key>hash</key><string>${HASH}</string></dict></dict></dict></plist>`;
const RESOURCE = `MZ....[{"file":"resources\\\\app.asar","alg":"SHA256","value":"${HASH}"}]....`;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'offhook-app-'));
  mkdirSync(join(folder, 'Contents/Resources'), { recursive: true });
  writeFileSync(join(folder, 'Contents/Info.plist'), PLIST);
  writeFileSync(join(folder, 'Offhook.exe'), RESOURCE);
  writeFileSync(join(folder, 'Contents/Resources/app.asar'), archive(HEADER));
});
afterEach(() => rmSync(folder, { recursive: true }));

function own(change: Partial<OwnProcess> = {}): OwnProcess {
  return {
    platform: 'linux',
    pid: process.pid,
    execPath: join(folder, 'Offhook.exe'),
    argv: ['/opt/Offhook/offhook'],
    execArgv: [],
    env: {},
    resourcesPath: join(folder, 'Contents/Resources'),
    defaultApp: false,
    inspectorUrl: undefined,
    ...change,
  };
}

function ask(
  result: Partial<CommandResult> = {},
): Pick<PostureIo, 'run' | 'powershell'> & { readonly asked: string[][] } {
  const asked: string[][] = [];
  const answer = (words: readonly string[]): Promise<CommandResult> => {
    asked.push([...words]);
    return Promise.resolve({ ...ANSWERED, ...result });
  };
  return { asked, run: (command) => answer(command.argv), powershell: (script) => answer([script]) };
}

async function look(change: Partial<OwnProcess> = {}, answer: Partial<CommandResult> = {}) {
  return createInspectApp({ ...ask(answer), env: {}, monotonicMs: () => 0 }, own(change))(never);
}

describe('looking at Offhook itself', () => {
  it('finds nothing to say against a package that runs by itself', async () => {
    expect(await look()).toEqual({ packaged: true, inspectable: false, traced: false, archive: null, signature: null });
  });

  it.each([
    ['the inspector is open', { inspectorUrl: 'ws://127.0.0.1:9229/x' }],
    ['--inspect', { argv: ['/opt/offhook', '--inspect=0'] }],
    ['--remote-debugging-port', { argv: ['/opt/offhook', '--remote-debugging-port=9222'] }],
    ['--inspect-brk for Node', { execArgv: ['--inspect-brk'] }],
    ['NODE_OPTIONS that load something', { env: { NODE_OPTIONS: '--max-old-space-size=64 --require /x.js' } }],
    ['ELECTRON_RUN_AS_NODE', { env: { ELECTRON_RUN_AS_NODE: '1' } }],
  ])('sees that it can be looked into: %s', async (_what, change) => {
    expect((await look(change)).inspectable).toBe(true);
  });

  it('does not take ordinary switches for that', async () => {
    const change = { argv: ['/opt/offhook', '--lang=de', 'offhook://join/x'], env: { NODE_OPTIONS: '--no-warnings' } };
    expect((await look(change)).inspectable).toBe(false);
  });

  it('compares the archive with what the build wrote on macOS and on Windows', async () => {
    for (const platform of ['darwin', 'win32']) {
      writeFileSync(join(folder, 'Contents/Resources/app.asar'), archive(HEADER));
      expect((await look({ platform })).archive).toBe('intact');
      writeFileSync(join(folder, 'Contents/Resources/app.asar'), archive(HEADER.replace('main.js', 'evil.js')));
      expect((await look({ platform })).archive).toBe('changed');
      writeFileSync(join(folder, 'Contents/Resources/app.asar'), archive(HEADER).subarray(0, 40));
      expect((await look({ platform })).archive).toBe('unreadable');
    }
  });

  it('has no proof where the build wrote none', async () => {
    writeFileSync(join(folder, 'Contents/Info.plist'), PLIST.replace(HASH, ''));
    expect((await look({ platform: 'darwin' })).archive).toBeNull();
    expect((await look({ platform: 'darwin', resourcesPath: undefined })).archive).toBeNull();
    expect(await look({ platform: 'darwin', defaultApp: true })).toMatchObject({ packaged: false, signature: null });
  });

  it.each([
    [0, 'valid'],
    [1, 'invalid'],
    [3, 'invalid'],
    [2, 'unreadable'],
    [null, 'unreadable'],
  ])('reads codesign’s exit code %s', async (exitCode, expected) => {
    expect((await look({ platform: 'darwin' }, { exitCode })).signature).toBe(expected);
  });

  it.each([
    ['{"Status":0}', 'valid'],
    ['{"Status":2}', 'invalid'],
    ['{"Status":3}', 'invalid'],
    ['{"Status":1}', 'unreadable'],
    ['', 'unreadable'],
  ])('reads Windows’ word on the signature: %s', async (stdout, expected) => {
    expect((await look({ platform: 'win32' }, { stdout })).signature).toBe(expected);
  });

  it('asks for a valid signature once an hour at most, for any other each time', async () => {
    let nowMs = 0;
    const asked = ask({ exitCode: 0 });
    const valid = createInspectApp({ ...asked, env: {}, monotonicMs: () => nowMs }, own({ platform: 'darwin' }));
    for (nowMs of [0, 60_000, 49 * 60_000, 51 * 60_000]) expect((await valid(never)).signature).toBe('valid');
    expect(asked.asked.filter(([tool]) => tool === '/usr/bin/codesign')).toHaveLength(2);
    const refused = ask({ exitCode: 1 });
    const invalid = createInspectApp({ ...refused, env: {}, monotonicMs: () => 0 }, own({ platform: 'darwin' }));
    expect([(await invalid(never)).signature, (await invalid(never)).signature]).toEqual(['invalid', 'invalid']);
    expect(refused.asked.filter(([tool]) => tool === '/usr/bin/codesign')).toHaveLength(2);
  });

  it('quotes a path with an apostrophe', async () => {
    const asked = ask();
    await createInspectApp(
      { ...asked, env: {}, monotonicMs: () => 0 },
      own({ platform: 'win32', execPath: join(folder, "O'Hare.exe") }),
    )(never);
    expect(asked.asked.flat().join(' ')).toContain("O''Hare.exe'");
  });

  it.skipIf(process.platform !== 'linux')('sees a debugger on a real process (needs Linux and perl)', async () => {
    // PTRACE_TRACEME, by syscall number on x86-64 and arm64: the parent, which is us, becomes the tracer's id in TracerPid.
    const number = process.arch === 'arm64' ? 117 : 101;
    const child = spawn('/usr/bin/perl', ['-e', `$|=1; print syscall(${number},0,0,0,0), "\\n"; sleep 60`], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    try {
      const said = await new Promise<string>((resolve) =>
        child.stdout.once('data', (data: Buffer) => resolve(String(data))),
      );
      expect(said.trim()).toBe('0');
      expect((await look({ pid: child.pid ?? 0 })).traced).toBe(true);
      expect((await look()).traced).toBe(false);
      expect((await look({ pid: 2 ** 30 })).traced).toBeNull();
    } finally {
      child.kill('SIGKILL');
    }
  });
});
