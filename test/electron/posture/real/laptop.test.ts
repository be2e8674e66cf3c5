import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Facts } from '../../../../core/facts/catalogue.ts';
import { createPostureEngine } from '../../../../electron/posture/engine.ts';
import { measureOnce } from '../../../../electron/posture/measure.ts';
import { systemClock } from '../../../bench/posture/numbers.ts';
import { createNamespace, systemIo, whyNotReal } from './namespace.ts';
import { rootedIo } from './rooted-io.ts';

describe.skipIf(process.platform !== 'linux')('a real laptop with other files (Linux)', () => {
  let root = '';
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'offhook-root-'));
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  const os = async (): Promise<Facts['os']> =>
    (await measureOnce(rootedIo(systemIo(), root), 'linux', systemClock, { wanted: ['os'] })).facts.os;

  it.each([
    ['debian', 'ID=debian\nVERSION_ID="12"\nPRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\n', '12'],
    ['ubuntu', 'ID=ubuntu\nID_LIKE=debian\nVERSION_ID="24.04"\nPRETTY_NAME="Ubuntu 24.04.3 LTS"\n', '24.04'],
    ['fedora', 'ID=fedora\nVERSION_ID=43\nPRETTY_NAME="Fedora Linux 43 (Workstation Edition)"\n', '43'],
    ['opensuse-leap', 'ID="opensuse-leap"\nVERSION_ID="15.6"\nPRETTY_NAME="openSUSE Leap 15.6"\n', '15.6'],
    ['nixos', 'ID=nixos\nVERSION_ID="25.11"\nPRETTY_NAME="NixOS 25.11"\n', '25.11'],
  ])('knows %s by the file that it has', async (id, text, version) => {
    write('/etc/os-release', text);
    expect(await os()).toMatchObject({ status: 'known', value: { id, version } });
  });

  it('takes the distribution’s own copy where /etc has none, and knows nothing where there is neither', async () => {
    expect((await os()).status).toBe('unknown');
    write('/usr/lib/os-release', 'ID=arch\nPRETTY_NAME="Arch Linux"\nBUILD_ID=rolling\n');
    expect(await os()).toMatchObject({ status: 'known', value: { id: 'arch' } });
  });

  it('sees a program for remote control begin and end, soon', { timeout: 30_000 }, async () => {
    const program = join(root, 'rustdesk');
    copyFileSync('/bin/sleep', program);
    const engine = createPostureEngine({
      io: systemIo(),
      platform: 'linux',
      clock: systemClock,
      wanted: ['watchedPrograms'],
    });
    const runs = (): boolean => {
      const { watchedPrograms } = engine.snapshot();
      return (
        watchedPrograms.status === 'known' && watchedPrograms.value.remoteControl.some((name) => /rustdesk/i.test(name))
      );
    };
    engine.start(() => undefined);
    await engine.recheck();
    expect(runs()).toBe(false);
    await sleep(1500);
    const startedMs = performance.now();
    const child = spawn(program, ['60'], { stdio: 'ignore' });
    while (!runs() && performance.now() - startedMs < 10_000) await sleep(20);
    const tookMs = performance.now() - startedMs;
    const over = once(child, 'exit');
    child.kill('SIGKILL');
    await over;
    const endedMs = performance.now();
    while (runs() && performance.now() - endedMs < 10_000) await sleep(20);
    const goneMs = performance.now() - endedMs;
    engine.stop();
    // Looking from time to time alone would take up to 20 s; the machine that runs this may be busy.
    expect(tookMs).toBeLessThan(4000);
    expect(goneMs).toBeLessThan(4000);
  });
});

const why = whyNotReal();
describe.skipIf(why !== null)(`a firewall that changes${why === null ? '' : ` (${why})`}`, () => {
  it('is noticed by the kernel’s own word, in a fraction of a second', { timeout: 30_000 }, async () => {
    const namespace = createNamespace();
    namespace.run('nft', 'add table inet f; add chain inet f i { type filter hook input priority 0; policy drop; }');
    const engine = createPostureEngine({
      io: namespace.io,
      platform: 'linux',
      clock: systemClock,
      wanted: ['firewall'],
    });
    let told: (facts: Facts) => void = () => undefined;
    engine.start((facts) => told(facts));
    const before = await engine.recheck();
    expect(before.firewall).toMatchObject({ status: 'known', value: { enabled: true } });
    await sleep(2000);
    const open = new Promise<number>((resolve) => {
      told = ({ firewall }) => {
        if (firewall.status === 'known' && !firewall.value.enabled) resolve(performance.now());
      };
    });
    const startedMs = performance.now();
    namespace.run('nft', 'flush ruleset');
    const tookMs = (await open) - startedMs;
    engine.stop();
    namespace.dispose();
    expect(tookMs).toBeLessThan(1500);
  });
});
