import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createPostureEngine } from '../../../../electron/posture/engine.ts';
import { decodeOutput } from '../../../../electron/posture/sources/format/decode.ts';
import { findSource } from '../../../../electron/posture/sources/catalogue.ts';
import { systemClock } from '../../../bench/posture/numbers.ts';
import { systemIo, whyNotReal } from './namespace.ts';
import { DEVICE_MAPPER, itWith, LOOP_DEVICES, tool } from './only-with.ts';

const why = whyNotReal();
const CONTEXT = { asOf: '2026-11-22' };

/** What a source of ours says of a tool's answer about one disk. */
function read(source: string, argv: readonly [string, ...string[]]): unknown {
  return findSource(source)?.parse(decodeOutput(execFileSync(argv[0], argv.slice(1))), CONTEXT);
}

const FOR_LUKS = [tool('cryptsetup'), tool('losetup'), LOOP_DEVICES, DEVICE_MAPPER];
const FOR_VOLUMES = [tool('losetup'), tool('mkfs.ext4'), tool('lsblk'), LOOP_DEVICES];
const FOR_MOUNTS = [tool('losetup'), tool('mkfs.ext4'), tool('lsblk'), LOOP_DEVICES];

describe.skipIf(why !== null)(`real disks, on loop devices of the test's own${why === null ? '' : ` (${why})`}`, () => {
  let folder = '';
  let undo: (() => void)[] = [];
  const run = (...argv: readonly [string, ...string[]]): string =>
    execFileSync(argv[0], argv.slice(1), { encoding: 'utf8' }).trim();
  const loop = (megabytes: number): string => {
    const file = join(folder, `disk-${undo.length}`);
    writeFileSync(file, '');
    truncateSync(file, megabytes * 1_048_576);
    const device = run('losetup', '--find', '--show', file);
    undo.push(() => run('losetup', '--detach', device));
    return device;
  };
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'offhook-disks-'));
    undo = [];
  });
  afterEach(() => {
    for (const step of undo.toReversed()) step();
    rmSync(folder, { recursive: true, force: true });
  });

  itWith(FOR_LUKS, 'LUKS: a volume that is open is encrypted, by lsblk and by cryptsetup', 60_000, async () => {
    const device = loop(40);
    const key = join(folder, 'key');
    writeFileSync(key, 'a key of the test');
    const name = `offhook-${process.pid}`;
    run(
      'cryptsetup',
      'luksFormat',
      '--batch-mode',
      '--pbkdf',
      'pbkdf2',
      '--pbkdf-force-iterations',
      '1000',
      device,
      key,
    );
    run('cryptsetup', 'open', '--key-file', key, device, name);
    undo.push(() => run('cryptsetup', 'close', name));
    expect(read('linux/cryptsetup-status', ['cryptsetup', 'status', name])).toMatchObject({ encrypted: true });
    const mapped = `/dev/mapper/${name}`;
    run('mkfs.ext4', '-q', mapped);
    mkdirSync(join(folder, 'mounted'));
    run('mount', mapped, join(folder, 'mounted'));
    undo.push(() => run('umount', join(folder, 'mounted')));
    const tree = run('lsblk', '--json', '-o', 'NAME,KNAME,TYPE,FSTYPE,MOUNTPOINT,PKNAME', device);
    // As if the system were on it: only where it is mounted is changed.
    const asRoot = tree.replaceAll(join(folder, 'mounted'), '/');
    expect(findSource('linux/lsblk')?.parse(asRoot, CONTEXT)).toMatchObject({ encrypted: true });
  });

  itWith(FOR_VOLUMES, 'a plain volume that the system is on is not encrypted', 60_000, async () => {
    const device = loop(10);
    run('mkfs.ext4', '-q', device);
    mkdirSync(join(folder, 'mounted'));
    run('mount', device, join(folder, 'mounted'));
    undo.push(() => run('umount', join(folder, 'mounted')));
    const tree = run('lsblk', '--json', '-o', 'NAME,KNAME,TYPE,FSTYPE,MOUNTPOINT,PKNAME', device);
    const asRoot = tree.replaceAll(join(folder, 'mounted'), '/');
    expect(findSource('linux/lsblk')?.parse(asRoot, CONTEXT)).not.toMatchObject({ encrypted: true });
  });

  itWith(
    FOR_MOUNTS,
    'what is mounted is noticed within seconds; a loop device is no removable drive (the kernel says so of it, and no test can make it say else)',
    60_000,
    async () => {
      const lsblk = findSource('linux/removable');
      if (lsblk === undefined) throw new Error('there is no linux/removable');
      const io = systemIo();
      const looked: number[] = [];
      const engine = createPostureEngine({
        io: {
          ...io,
          run: (command, signal) => {
            looked.push(performance.now());
            return io.run(command, signal);
          },
        },
        platform: 'linux',
        clock: systemClock,
        sources: [lsblk],
      });
      engine.start(() => undefined);
      await engine.recheck();
      await sleep(3000);
      const device = loop(10);
      run('mkfs.ext4', '-q', device);
      mkdirSync(join(folder, 'mounted'));
      const mountedMs = performance.now();
      run('mount', device, join(folder, 'mounted'));
      undo.push(() => run('umount', join(folder, 'mounted')));
      await sleep(4000);
      const facts = engine.snapshot();
      engine.stop();
      // Without that event it would be looked at each 20 s.
      expect(looked.some((atMs) => atMs > mountedMs && atMs < mountedMs + 3500)).toBe(true);
      expect(facts.removableStorage.status).toBe('known');
    },
  );

  it('tells a device that is removable by what the kernel says of it', () => {
    const said = (removable: boolean): string =>
      JSON.stringify({
        blockdevices: [
          {
            name: 'sda',
            kname: 'sda',
            type: 'disk',
            mountpoints: [null],
            pkname: null,
            rm: false,
            hotplug: false,
            tran: 'sata',
            children: [
              {
                name: 'sda1',
                kname: 'sda1',
                type: 'part',
                mountpoints: ['/'],
                pkname: 'sda',
                rm: false,
                hotplug: false,
                tran: null,
              },
            ],
          },
          {
            name: 'sdb',
            kname: 'sdb',
            type: 'disk',
            mountpoints: ['/media/x'],
            pkname: null,
            rm: removable,
            hotplug: removable,
            tran: 'usb',
          },
        ],
      });
    const source = findSource('linux/removable');
    expect(source?.parse(said(true), CONTEXT)).toMatchObject({ mounted: 1 });
  });
});
