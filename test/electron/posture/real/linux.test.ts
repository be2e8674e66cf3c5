import { execFileSync } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Facts } from '../../../../core/facts/catalogue.ts';
import type { PostureClock } from '../../../../electron/posture/clock.ts';
import { createPostureEngine } from '../../../../electron/posture/engine.ts';
import { valuesOf } from '../../../../electron/posture/fact-values.ts';
import { bundleSchema } from '../../../../electron/posture/io/bundle.ts';
import { recordIo } from '../../../../electron/posture/io/record.ts';
import { createRedactor } from '../../../../electron/posture/io/redact.ts';
import { replayIo } from '../../../../electron/posture/io/replay.ts';
import { measureOnce } from '../../../../electron/posture/measure.ts';
import { runnableSources } from '../../../../electron/posture/sources/catalogue.ts';
import { createNamespace, systemIo, whyNotReal, type Namespace } from './namespace.ts';

const why = whyNotReal();
const fast = runnableSources('linux').filter((source) => source.pace === 'vpn' || source.pace === 'firewall');

function clock(): PostureClock {
  return {
    monotonicMs: () => performance.now(),
    wallIso: () => new Date().toISOString(),
    setTimer: (fire, delayMs) => {
      const timer = setTimeout(fire, delayMs);
      return () => clearTimeout(timer);
    },
  };
}

async function scan(namespace: Namespace): Promise<Facts> {
  const engine = createPostureEngine({ io: namespace.io, platform: 'linux', clock: clock(), sources: fast });
  engine.start(() => undefined);
  const facts = await engine.recheck();
  engine.stop();
  return facts;
}

describe.skipIf(why !== null)(
  `a real Linux, in a network namespace of the test's own${why === null ? '' : ` (${why})`}`,
  () => {
    let namespace: Namespace;
    beforeEach(() => {
      namespace = createNamespace();
    });
    afterEach(() => namespace.dispose());

    it('sees a tun device that is up with somebody at its other end, and tells split from full', async () => {
      const tun = await namespace.openTun('tun7');
      namespace.run('ip', 'address', 'add', '10.77.0.2/24', 'dev', 'tun7');
      namespace.run('ip', 'link', 'set', 'tun7', 'up');
      expect((await scan(namespace)).vpn).toMatchObject({
        status: 'known',
        value: { connected: true, interfaces: [{ name: 'tun7', kind: 'tun' }], fullTunnel: false },
      });
      namespace.run('ip', 'link', 'add', 'net0', 'type', 'veth', 'peer', 'name', 'net1');
      namespace.run('ip', 'link', 'set', 'net1', 'up');
      namespace.run('ip', 'address', 'add', '192.168.7.2/24', 'dev', 'net0');
      namespace.run('ip', 'link', 'set', 'net0', 'up');
      namespace.run('ip', 'route', 'add', 'default', 'via', '192.168.7.1');
      expect((await scan(namespace)).vpn).toMatchObject({ value: { connected: true, fullTunnel: false } });
      namespace.run('ip', 'route', 'add', '0.0.0.0/1', 'dev', 'tun7');
      expect((await scan(namespace)).vpn).toMatchObject({ value: { connected: true, fullTunnel: false } });
      namespace.run('ip', 'route', 'add', '128.0.0.0/1', 'dev', 'tun7');
      expect((await scan(namespace)).vpn).toMatchObject({ value: { connected: true, fullTunnel: true } });
      await tun.close();
    });

    it('does not take a tun device that yesterday’s VPN left behind for a VPN', async () => {
      namespace.run('ip', 'tuntap', 'add', 'mode', 'tun', 'dev', 'tun7');
      namespace.run('ip', 'address', 'add', '10.77.0.2/24', 'dev', 'tun7');
      expect((await scan(namespace)).vpn).toMatchObject({ value: { connected: false } });
      namespace.run('ip', 'link', 'set', 'tun7', 'up');
      expect((await scan(namespace)).vpn).toMatchObject({ value: { connected: false } });
    });

    it('sees WireGuard’s way of a full tunnel, by a rule and a table of its own', async () => {
      const tun = await namespace.openTun('wg7');
      namespace.run('ip', 'address', 'add', '10.77.0.2/32', 'dev', 'wg7');
      namespace.run('ip', 'link', 'set', 'wg7', 'up');
      namespace.run('ip', 'route', 'add', 'default', 'dev', 'wg7', 'table', '51820');
      namespace.run('ip', 'rule', 'add', 'not', 'fwmark', '51820', 'table', '51820');
      expect((await scan(namespace)).vpn).toMatchObject({ value: { connected: true, fullTunnel: true } });
      await tun.close();
    });

    it('notices a tunnel that goes down within a tenth of a second or little more', async () => {
      const tun = await namespace.openTun('tun7');
      namespace.run('ip', 'address', 'add', '10.77.0.2/24', 'dev', 'tun7');
      namespace.run('ip', 'link', 'set', 'tun7', 'up');
      const engine = createPostureEngine({ io: namespace.io, platform: 'linux', clock: clock(), sources: fast });
      let told: (facts: Facts) => void = () => undefined;
      engine.start((facts) => told(facts));
      await engine.recheck();
      await sleep(300);
      const down = new Promise<number>((resolve) => {
        told = (facts) => {
          if (facts.vpn.status === 'known' && !facts.vpn.value.connected) resolve(performance.now());
        };
      });
      const before = performance.now();
      namespace.run('ip', 'link', 'set', 'tun7', 'down');
      const tookMs = (await down) - before;
      engine.stop();
      await tun.close();
      // Polling alone would take up to 2 s; the machine that runs this may be busy.
      expect(tookMs).toBeLessThan(1000);
    });

    it('does not take a firewall that looks at IPv4 only for one, as long as there is IPv6', async () => {
      namespace.run(
        'nft',
        'add table ip f; add chain ip f i { type filter hook input priority 0; policy drop; }; add rule ip f i iif lo accept',
      );
      // Loopback alone is no way in.
      expect((await scan(namespace)).firewall).toMatchObject({ value: { enabled: true } });
      namespace.run('ip', 'link', 'add', 'net0', 'type', 'veth', 'peer', 'name', 'net1');
      namespace.run('ip', 'link', 'set', 'net0', 'up');
      namespace.run('ip', '-6', 'address', 'add', 'fd00:7::2/64', 'dev', 'net0', 'nodad');
      expect((await scan(namespace)).firewall).toMatchObject({ value: { enabled: false } });
      namespace.run('nft', 'add table ip6 f; add chain ip6 f i { type filter hook input priority 0; policy drop; }');
      expect((await scan(namespace)).firewall).toMatchObject({ value: { enabled: true, products: ['nftables'] } });
    });

    it('reads real nftables rules: open, closed, open to one address only', async () => {
      expect((await scan(namespace)).firewall).toMatchObject({ status: 'known', value: { enabled: false } });
      namespace.run(
        'nft',
        'add table inet f; add chain inet f i { type filter hook input priority 0; policy accept; }; add rule inet f i ip saddr 198.51.100.7 drop',
      );
      expect((await scan(namespace)).firewall).toMatchObject({ value: { enabled: false } });
      namespace.run(
        'nft',
        'add chain inet f i { policy drop; }; add rule inet f i iif lo accept; add rule inet f i ct state established,related accept',
      );
      expect((await scan(namespace)).firewall).toMatchObject({ value: { enabled: true, products: ['nftables'] } });
      namespace.run('nft', 'add rule inet f i ct state new accept');
      expect((await scan(namespace)).firewall).toMatchObject({ value: { enabled: false } });
      namespace.run(
        'nft',
        'flush ruleset; add table inet g; add chain inet g z; add rule inet g z reject; add chain inet g i { type filter hook input priority 0; }; add rule inet g i jump z',
      );
      expect((await scan(namespace)).firewall).toMatchObject({ value: { enabled: true } });
    });
  },
);

describe.skipIf(why !== null)(`this machine as it is${why === null ? '' : ` (${why})`}`, () => {
  it('is measured whole, and a recording of it gives the same facts', { timeout: 120_000 }, async () => {
    const recordedAt = new Date().toISOString();
    const recorder = recordIo(
      systemIo(),
      { platform: 'linux', recordedAt },
      createRedactor(['a-host-name', 'somebody']),
    );
    const first = await measureOnce(recorder.io, 'linux', clock());
    expect(first.facts.os).toMatchObject({ status: 'known', value: { platform: 'linux' } });
    expect(first.facts.diskEncryption.status).toBe('known');
    expect(first.measured.length).toBe(runnableSources('linux').length);
    const bundle = bundleSchema.parse(JSON.parse(JSON.stringify(recorder.bundle())));
    const again = await measureOnce(replayIo(bundle), 'linux', { ...clock(), wallIso: () => recordedAt });
    expect(valuesOf(again.facts)).toBe(valuesOf(first.facts));
  });

  it('counts the updates that apt itself would install', { timeout: 120_000 }, async () => {
    const { facts } = await measureOnce(systemIo(), 'linux', clock());
    const plan = execFileSync('/usr/bin/apt-get', ['-s', '-o', 'Debug::NoLocking=1', '--with-new-pkgs', 'upgrade'], {
      encoding: 'utf8',
      env: { ...process.env, LC_ALL: 'C' },
    });
    const upgrades = plan.split('\n').filter((line) => /^Inst \S+ \[/.test(line)).length;
    const kept = Number(/ and (\d+) not upgraded\./.exec(plan)?.[1]);
    expect(facts.osUpdates).toMatchObject({ status: 'known', value: { pending: upgrades + kept } });
  });
});
