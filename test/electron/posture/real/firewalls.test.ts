import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect } from 'vitest';
import type { Facts } from '../../../../core/facts/catalogue.ts';
import type { PostureIo } from '../../../../electron/posture/io/posture-io.ts';
import { measureOnce } from '../../../../electron/posture/measure.ts';
import { systemClock } from '../../../bench/posture/numbers.ts';
import { createNamespace, whyNotReal, type Namespace } from './namespace.ts';
import { itWith, tool, toolPath } from './only-with.ts';
import { rootedIo } from './rooted-io.ts';

const why = whyNotReal();
const FOR_IPTABLES = [tool('iptables'), tool('nft')];
const FOR_UFW = [tool('ufw'), tool('iptables'), tool('nft')];
const FOR_FIREWALLD = [tool('firewalld'), tool('firewall-cmd'), tool('dbus-daemon'), tool('nft')];

async function firewall(io: PostureIo): Promise<Facts['firewall']> {
  return (await measureOnce(io, 'linux', systemClock, { wanted: ['firewall'] })).facts.firewall;
}

describe.skipIf(why !== null)(
  `real firewalls, each in a namespace of its own${why === null ? '' : ` (${why})`}`,
  () => {
    let namespace: Namespace;
    let folder = '';
    const started = new Set<ChildProcess>();
    beforeEach(() => {
      namespace = createNamespace();
      folder = mkdtempSync(join(tmpdir(), 'offhook-firewall-'));
      mkdirSync(join(folder, 'proc/net'), { recursive: true });
    });
    afterEach(() => {
      for (const child of started) child.kill('SIGKILL');
      started.clear();
      namespace.dispose();
      rmSync(folder, { recursive: true, force: true });
    });

    itWith(FOR_IPTABLES, 'iptables: open, closed, and closed but for everybody', 60_000, async () => {
      expect(await firewall(namespace.io)).toMatchObject({ status: 'known', value: { enabled: false } });
      namespace.run('iptables', '-P', 'INPUT', 'DROP');
      namespace.run('iptables', '-A', 'INPUT', '-m', 'conntrack', '--ctstate', 'ESTABLISHED,RELATED', '-j', 'ACCEPT');
      // IPv6 goes another way, and an open one is no closed firewall.
      if (tool('ip6tables').isThere()) namespace.run('ip6tables', '-P', 'INPUT', 'DROP');
      expect(await firewall(namespace.io)).toMatchObject({ status: 'known', value: { enabled: true } });
      namespace.run('iptables', '-A', 'INPUT', '-j', 'ACCEPT');
      expect(await firewall(namespace.io)).not.toMatchObject({ status: 'known', value: { enabled: true } });
    });

    itWith(FOR_UFW, 'ufw: off, on, and off again', 60_000, async () => {
      // Its settings are laid out as its package does, in a folder of the test's own that is laid over /etc for it.
      const etc = join(folder, 'etc');
      mkdirSync(join(etc, 'default'), { recursive: true });
      for (const from of ['/etc/ufw', '/usr/share/ufw', '/usr/share/ufw/iptables'])
        if (existsSync(from)) execFileSync('cp', ['-rT', from, join(etc, 'ufw')]);
      writeFileSync(join(etc, 'default/ufw'), readFileSync('/etc/default/ufw'));
      if (!existsSync(join(etc, 'ufw/ufw.conf')))
        writeFileSync(join(etc, 'ufw/ufw.conf'), 'ENABLED=no\nLOGLEVEL=low\n');
      const ufw = (...args: string[]): void => {
        const script = `mount -t tmpfs none /run && mount --bind ${etc}/ufw /etc/ufw && mount --bind ${etc}/default/ufw /etc/default/ufw && exec ufw "$@"`;
        namespace.run('unshare', '--mount', 'sh', '-c', script, 'sh', ...args);
      };
      const io = rootedIo(namespace.io, folder);
      expect(await firewall(io)).toMatchObject({ status: 'known', value: { enabled: false } });
      ufw('--force', 'enable');
      expect(readFileSync(join(etc, 'ufw/ufw.conf'), 'utf8')).toContain('ENABLED=yes');
      expect(await firewall(io)).toMatchObject({ status: 'known', value: { enabled: true } });
      ufw('disable');
      expect(await firewall(io)).not.toMatchObject({ status: 'known', value: { enabled: true } });
    });

    itWith(
      FOR_FIREWALLD,
      'firewalld: running with a zone that refuses, with one that lets everything in, and not running',
      60_000,
      async () => {
        const address = `unix:path=${join(folder, 'bus')}`;
        const config = join(folder, 'bus.conf');
        writeFileSync(
          config,
          `<busconfig><type>system</type><listen>${address}</listen><auth>EXTERNAL</auth><policy context="default"><allow user="*"/><allow own="*"/><allow send_destination="*"/><allow receive_sender="*"/></policy></busconfig>`,
        );
        const env = { ...process.env, DBUS_SYSTEM_BUS_ADDRESS: address };
        const start = (argv: readonly [string, ...string[]]): ChildProcess => {
          const child = spawn(argv[0], argv.slice(1), { env, stdio: 'ignore' });
          started.add(child);
          return child;
        };
        start(['dbus-daemon', `--config-file=${config}`, '--nofork']);
        while (!existsSync(join(folder, 'bus'))) await sleep(20);
        const cmd = (...args: string[]): string =>
          execFileSync('firewall-cmd', args, { env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
        const io: PostureIo = {
          ...rootedIo(namespace.io, folder),
          run: (command, signal) =>
            command.argv[0] === toolPath('firewall-cmd')
              ? namespace.io.run(
                  { ...command, argv: ['/usr/bin/env', `DBUS_SYSTEM_BUS_ADDRESS=${address}`, ...command.argv] },
                  signal,
                )
              : namespace.io.run(command, signal),
        };
        const isRunning = (): boolean => {
          try {
            return cmd('--state').trim() === 'running';
          } catch {
            return false;
          }
        };
        const daemon = start([
          ...namespace.inside,
          'unshare',
          '--mount',
          'sh',
          '-c',
          'mount -t tmpfs none /run; exec firewalld --nofork --nopid',
        ]);
        while (!isRunning()) await sleep(200);
        namespace.run('ip', 'link', 'add', 'net0', 'type', 'veth', 'peer', 'name', 'net1');
        cmd('--zone=public', '--change-interface=net0');
        expect(await firewall(io)).toMatchObject({ status: 'known', value: { enabled: true } });
        cmd('--zone=trusted', '--change-interface=net0');
        expect(await firewall(io)).not.toMatchObject({ status: 'known', value: { enabled: true } });
        cmd('--zone=public', '--change-interface=net0');
        expect(await firewall(io)).toMatchObject({ status: 'known', value: { enabled: true } });
        const over = once(daemon, 'exit');
        daemon.kill('SIGTERM');
        await over;
        expect(await firewall(io)).toMatchObject({ status: 'known', value: { enabled: false } });
      },
    );
  },
);
