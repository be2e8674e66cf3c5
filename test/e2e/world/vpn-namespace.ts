import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/** A network namespace of the test's own with a real tun device in it: a VPN that can be brought up and dropped. */
export interface VpnNamespace {
  readonly name: string;
  up(): Promise<void>;
  /** As when the VPN program ends: the device loses its other end and goes away. */
  drop(): Promise<void>;
  remove(): Promise<void>;
}

function ip(...args: string[]): string {
  const result = spawnSync('/usr/sbin/ip', args, { encoding: 'utf8' });
  if (result.status !== 0) throw new Error(`ip ${args.join(' ')}: ${result.stderr.trim()}`);
  return result.stdout;
}

/** Whether this machine lets a test make namespaces and tun devices at all. */
export function canMakeNamespaces(): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  const name = `offhook-probe-${process.pid}`;
  if (spawnSync('/usr/sbin/ip', ['netns', 'add', name]).status !== 0) return false;
  const tun = spawnSync('/usr/sbin/ip', ['netns', 'exec', name, 'ip', 'tuntap', 'add', 'dev', 'probe0', 'mode', 'tun']);
  spawnSync('/usr/sbin/ip', ['netns', 'del', name]);
  return tun.status === 0;
}

export function makeVpnNamespace(label: string): VpnNamespace {
  const name = `offhook-${process.pid}-${label}`;
  ip('netns', 'add', name);
  ip('-n', name, 'link', 'set', 'lo', 'up');
  let holder: ChildProcess | null = null;

  async function drop(): Promise<void> {
    if (holder === null) return;
    const ended = once(holder, 'exit');
    holder.kill('SIGKILL');
    await ended;
    holder = null;
  }

  return {
    name,
    drop,
    up: async () => {
      if (holder !== null) return;
      // socat keeps the device's file descriptor open, which is what gives a tun device its carrier.
      const tun = 'TUN:10.66.0.2/24,tun-name=tun0,tun-type=tun,iff-up,iff-no-pi';
      const child = spawn('/usr/sbin/ip', ['netns', 'exec', name, 'socat', tun, 'EXEC:sleep infinity,nofork'], {
        stdio: 'ignore',
      });
      holder = child;
      for (let tries = 0; tries < 100; tries += 1) {
        const shown = spawnSync('/usr/sbin/ip', ['-n', name, '-j', 'link', 'show', 'dev', 'tun0'], {
          encoding: 'utf8',
        });
        if (shown.status === 0 && shown.stdout.includes('LOWER_UP')) return;
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      throw new Error('the tun device did not come up');
    },
    remove: async () => {
      await drop();
      ip('netns', 'del', name);
    },
  };
}
