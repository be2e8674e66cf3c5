import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bundleSchema } from '../../../../electron/posture/io/bundle.ts';
import { recordIo } from '../../../../electron/posture/io/record.ts';
import { replayIo } from '../../../../electron/posture/io/replay.ts';
import type { PostureIo } from '../../../../electron/posture/io/posture-io.ts';
import { runSource } from '../../../../electron/posture/run-source.ts';
import { listeners } from '../../../../electron/posture/sources/linux/listeners.ts';
import { linuxHostsFile } from '../../../../electron/posture/sources/linux/hosts-file.ts';
import { linuxProcesses } from '../../../../electron/posture/sources/linux/processes.ts';
import type { AnySource } from '../../../../electron/posture/sources/source.ts';
import { createNamespace, systemIo, whyNotReal } from './namespace.ts';

const CONTEXT = { asOf: '2026-11-22' };
const why = whyNotReal();

async function read(source: AnySource, io: PostureIo) {
  return (await runSource(source, io, CONTEXT, new AbortController().signal)).result.reading;
}

/** Until the kernel has made the new program out of the old one. */
async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 100 && !(await holds()); tries += 1) await sleep(10);
}

describe.skipIf(process.platform !== 'linux')('a real Linux, and programs that run on it', () => {
  let folder: string;
  const running = new Set<ChildProcess>();
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'offhook-programs-'));
  });
  afterEach(async () => {
    for (const child of running) await end(child);
    rmSync(folder, { recursive: true });
  });

  /** A copy of `sleep` under another name. */
  function start(name: string): ChildProcess {
    const path = join(folder, name);
    copyFileSync('/bin/sleep', path);
    const child = spawn(path, ['60'], { stdio: 'ignore' });
    running.add(child);
    return child;
  }

  async function end(child: ChildProcess): Promise<void> {
    running.delete(child);
    const over = once(child, 'exit');
    child.kill('SIGKILL');
    await over;
  }

  const names = async (): Promise<readonly string[]> => {
    const reading = await read(linuxProcesses, systemIo());
    return 'remoteControl' in reading ? [...(reading.remoteControl ?? []), ...(reading.screenCapture ?? [])] : [];
  };

  it('finds a remote-control program while it runs, and no longer', async () => {
    expect(await names()).not.toContain('AnyDesk');
    const child = start('anydesk');
    await until(async () => (await names()).includes('AnyDesk'));
    expect(await names()).toContain('AnyDesk');
    await end(child);
    expect(await names()).not.toContain('AnyDesk');
  });

  it('finds one whose name the kernel cuts', async () => {
    start('gnome-remote-desktop-daemon');
    await until(async () => (await names()).includes('GNOME Remote Desktop'));
    expect(await names()).toContain('GNOME Remote Desktop');
  });

  it('finds a script by its own name, not by who runs it', async () => {
    const path = join(folder, 'tigervncserver');
    writeFileSync(path, '#!/bin/sh\nwhile :; do sleep 1; done\n');
    chmodSync(path, 0o755);
    running.add(spawn(path, [], { stdio: 'ignore' }));
    await until(async () => (await names()).includes('TigerVNC'));
    expect(await names()).toContain('TigerVNC');
  });

  it('does not take one that only speaks of it, or is only called alike', async () => {
    const before = await names();
    running.add(spawn('/bin/sleep', ['60', '0'], { argv0: 'anydesk-notes', stdio: 'ignore' }));
    start('teamviewer.txt');
    start('my-anydesk');
    await sleep(50);
    expect(await names()).toEqual(before);
  });

  it('keeps no name in a recording but those that it looks for', async () => {
    start('anydesk');
    start('very-private-tool');
    await until(async () => (await names()).includes('AnyDesk'));
    const recorder = recordIo(
      systemIo(),
      { platform: 'linux', recordedAt: '2026-11-22T10:00:00.000Z' },
      (text) => text,
    );
    const reading = await read(linuxProcesses, recorder.io);
    const bundle: unknown = JSON.parse(JSON.stringify(recorder.bundle()));
    expect(JSON.stringify(bundle)).toContain('AnyDesk');
    expect(JSON.stringify(bundle)).not.toMatch(/very-private|node|vitest|sleep/);
    expect(await read(linuxProcesses, replayIo(bundleSchema.parse(bundle)))).toEqual(reading);
  });
});

describe.skipIf(process.platform !== 'linux')('a real hosts file', () => {
  it.each([
    ['127.0.0.1 localhost\n127.0.1.1 laptop\n', false],
    ['127.0.0.1 localhost\n203.0.113.5 www.paypal.com\n', true],
    ['127.0.0.1 localhost\n0.0.0.0 security.ubuntu.com\n', true],
    ['', false],
    ['127.0.0.1 localhost\n203.0.113.5 www.nobody-knows.com\n', null],
  ])('that says %j is tampered with: %s', async (text, tampered) => {
    const folder = mkdtempSync(join(tmpdir(), 'offhook-hosts-'));
    const path = join(folder, 'hosts');
    writeFileSync(path, text);
    const io = systemIo();
    const redirected: PostureIo = {
      ...io,
      readFile: (asked, max) => io.readFile(asked === '/etc/hosts' ? path : asked, max),
    };
    expect(await read(linuxHostsFile, redirected)).toMatchObject({ tampered });
    rmSync(folder, { recursive: true });
  });
});

/** Listens and goes on in the background; prints its id. Node would take ten times as long to start. */
const LISTEN =
  'use strict; use IO::Socket::INET; my $s = IO::Socket::INET->new(LocalAddr=>$ARGV[0], LocalPort=>$ARGV[1], Listen=>1, ReuseAddr=>1) or die $!; my $p = fork; if ($p) { print $p; exit 0 } close STDIN; close STDOUT; close STDERR; sleep 60;';

describe.skipIf(why !== null)(
  `listeners in a network namespace of the test's own${why === null ? '' : ` (${why})`}`,
  () => {
    it.each([
      ['0.0.0.0', '22', ['ssh']],
      ['127.0.0.1', '22', []],
      ['0.0.0.0', '5901', ['vnc']],
      ['0.0.0.0', '8123', []],
    ])('on %s port %s are %j', async (address, port, services) => {
      const namespace = createNamespace();
      const pid = Number(namespace.run('/usr/bin/perl', '-e', LISTEN, address, port));
      try {
        expect(await read(listeners, namespace.io)).toMatchObject({ services });
      } finally {
        process.kill(pid, 'SIGKILL');
        namespace.dispose();
      }
    });

    it('are none where nobody listens', async () => {
      const namespace = createNamespace();
      expect(await read(listeners, namespace.io)).toMatchObject({ services: [], reason: null });
      namespace.dispose();
    });
  },
);
