import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { once } from 'node:events';
import process from 'node:process';
import type { PostureIo } from '../../../../electron/posture/io/posture-io.ts';
import { createSystemIo } from '../../../../electron/posture/io/system-io.ts';

/** Why the tests that need namespaces of their own can't run here; null when they can. */
export function whyNotReal(): string | null {
  if (process.platform !== 'linux') return 'needs Linux';
  if (process.getuid?.() !== 0) return 'needs root, to make a network namespace of its own';
  return existsSync('/dev/net/tun') && existsSync('/usr/sbin/ip') ? null : 'needs /dev/net/tun and iproute2';
}

export function systemIo(): PostureIo {
  return createSystemIo({
    windows: false,
    env: process.env,
    monotonicMs: () => performance.now(),
    wallMs: () => Date.now(),
  });
}

export interface Namespace {
  readonly io: PostureIo;
  /** What goes before a command so that it runs inside. */
  readonly inside: readonly [string, ...string[]];
  /** Runs a tool inside, and throws when it fails. */
  run(...argv: readonly [string, ...string[]]): string;
  /** Holds a tun device open, as a VPN's program does: that is what gives it its carrier. */
  openTun(name: string): Promise<{ close(): Promise<void> }>;
  dispose(): void;
}

let count = 0;

/** A network namespace of the test's own, in which the posture's real tools run. */
export function createNamespace(): Namespace {
  count += 1;
  const name = `offhook-${process.pid}-${count}`;
  const inside = ['/usr/sbin/ip', 'netns', 'exec', name] as const;
  const held = new Set<ChildProcess>();
  execFileSync('/usr/sbin/ip', ['netns', 'add', name]);
  const run = (...argv: readonly [string, ...string[]]): string =>
    execFileSync(inside[0], [...inside.slice(1), ...argv], { encoding: 'utf8' });
  run('ip', 'link', 'set', 'lo', 'up');
  return {
    io: enter(systemIo(), inside),
    inside,
    run,
    openTun: async (device) => {
      const child = spawn(inside[0], [...inside.slice(1), '/usr/bin/perl', '-e', HOLD_TUN, device], {
        stdio: ['pipe', 'pipe', 'inherit'],
      });
      held.add(child);
      await once(child.stdout, 'data');
      return {
        close: async () => {
          const over = once(child, 'exit');
          child.kill('SIGKILL');
          await over;
          held.delete(child);
        },
      };
    },
    dispose: () => {
      for (const child of held) child.kill('SIGKILL');
      execFileSync('/usr/sbin/ip', ['netns', 'delete', name]);
    },
  };
}

/** TUNSETIFF with IFF_TUN | IFF_NO_PI (linux/if_tun.h); Node has no ioctl, perl is part of every Debian. */
const HOLD_TUN =
  'use strict; $|=1; open(my $f, "+<", "/dev/net/tun") or die $!; my $r = pack("a16 s x22", $ARGV[0], 0x1001); ioctl($f, 0x400454ca, $r) or die $!; print "open\\n"; sleep 600;';

function enter(io: PostureIo, inside: readonly [string, ...string[]]): PostureIo {
  return {
    ...io,
    run: (command, signal) => {
      // `ip netns exec` is there even when the tool is not.
      if (!existsSync(command.argv[0])) return io.run(command, signal);
      return io.run({ ...command, argv: [...inside, ...command.argv] }, signal);
    },
    // /proc/net is that of whoever looks: it must be looked at from inside.
    readFile: async (path, maxBytes) => {
      if (!path.startsWith('/proc/net/')) return io.readFile(path, maxBytes);
      const command = { argv: [...inside, '/bin/cat', path], timeoutMs: 5000, maxBytes } as const;
      const { exitCode, stdout } = await io.run(command, new AbortController().signal);
      return exitCode === 0 ? { status: 'read', text: stdout } : { status: 'missing' };
    },
    watch: (argv, onLine, onEnd) => io.watch(existsSync(argv[0]) ? [...inside, ...argv] : argv, onLine, onEnd),
  };
}
