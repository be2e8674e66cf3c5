import { spawn } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { policyDocumentSchema } from '../../../core/policy/schema.ts';
import { formatEnrolmentLink } from '../../../core/wire/enrolment-link.ts';
import { createPosture } from '../../../electron/app/posture.ts';
import { createClient } from '../../../electron/client/client.ts';
import { systemClock } from '../../../electron/client/clock.ts';
import { createMemoryStore } from '../../../electron/secrets/memory-store.ts';
import { createBlockedHits } from '../../../electron/web/blocked-hits.ts';
import { createFakeServer } from '../../electron/client/fake-server.ts';
import { createNamespace, type Namespace } from '../../electron/posture/real/namespace.ts';
import { median, quantile } from './numbers.ts';

/** Something that goes wrong on a laptop, for real, and is put right again. */
interface Violation {
  readonly check: 'vpn' | 'firewall' | 'remoteControl';
  readonly parameters?: object;
  begin(): Promise<() => Promise<void>>;
}

const CLOSE_RULES =
  'add table inet f; add chain inet f i { type filter hook input priority 0; policy drop; }; add rule inet f i iif lo accept; add rule inet f i ct state established,related accept';

/**
 * From a violation to the closed phone: a real tun device, real nftables rules and a real process; the real sources, engine, verdict, client
 * and gate. The server is the small honest one of the tests, in this process. Needs root on Linux.
 */
export async function benchClosing(rounds: number) {
  const folder = mkdtempSync(join(tmpdir(), 'offhook-bench-'));
  const namespace = createNamespace();
  const results: Record<string, object> = {};
  try {
    for (const violation of violations(namespace, folder)) {
      results[violation.check] = await measureOne(violation, namespace, rounds);
    }
  } finally {
    namespace.dispose();
    rmSync(folder, { recursive: true, force: true });
  }
  return {
    level: 'sources, engine, verdict, client and gate; the server is a small one in the same process',
    ...results,
  };
}

function violations(namespace: Namespace, folder: string): readonly Violation[] {
  const run = async (...argv: readonly [string, ...string[]]): Promise<void> => {
    namespace.run(...argv);
    await Promise.resolve();
  };
  return [
    {
      check: 'vpn',
      begin: async () => {
        await run('ip', 'link', 'set', 'tun7', 'down');
        return () => run('ip', 'link', 'set', 'tun7', 'up');
      },
    },
    {
      check: 'firewall',
      begin: async () => {
        await run('nft', 'flush ruleset');
        return () => run('nft', CLOSE_RULES);
      },
    },
    {
      check: 'remoteControl',
      begin: async () => {
        const program = join(folder, 'anydesk');
        copyFileSync('/bin/sleep', program);
        const child = spawn(program, ['600'], { stdio: 'ignore' });
        await once(child, 'spawn');
        return async () => {
          const over = once(child, 'exit');
          child.kill('SIGKILL');
          await over;
        };
      },
    },
  ];
}

async function measureOne(violation: Violation, namespace: Namespace, rounds: number): Promise<object> {
  const tun = await namespace.openTun('tun7');
  namespace.run('ip', 'address', 'add', '10.77.0.2/24', 'dev', 'tun7');
  namespace.run('ip', 'link', 'set', 'tun7', 'up');
  namespace.run('nft', `flush ruleset; ${CLOSE_RULES}`);
  const { client, gates, end } = await openShift(violation, namespace);
  const tookMs: number[] = [];
  try {
    for (let round = 0; round < rounds; round += 1) {
      if (!(await gates.until('opened', 60_000)))
        return { refused: `the phone did not open: ${JSON.stringify(client.view().verdict?.findings)}` };
      // At no particular moment of whatever is done from time to time.
      await wait(500 + Math.random() * 3000);
      const closed = gates.until('closed', 30_000);
      const startedMs = performance.now();
      const undo = await violation.begin();
      if (!(await closed)) return { refused: 'the phone did not close within 30 s' };
      tookMs.push(performance.now() - startedMs);
      await undo();
    }
  } finally {
    await end();
    await tun.close();
  }
  const result = { rounds, medianMs: median(tookMs), p95Ms: quantile(tookMs, 0.95), maxMs: quantile(tookMs, 1) };
  return { ...result, within: result.medianMs <= 1000 && result.p95Ms <= 2000 };
}

async function openShift({ check, parameters = {} }: Violation, namespace: Namespace) {
  const document = policyDocumentSchema.parse({
    schema: 'offhook-policy/1',
    name: 'bench',
    checks: { [check]: { level: 'block', graceSeconds: 0, parameters } },
  });
  const server = createFakeServer(document, 'https://offhook.test');
  const client = createClient({
    platform: 'linux',
    appVersion: '0.1.0',
    settingsPages: [],
    region: null,
    clock: systemClock,
    random: Math.random,
    uuid: () => crypto.randomUUID(),
    secrets: createMemoryStore(),
    posture: createPosture('linux', systemClock, namespace.io),
    fetch: (input, init) => server.fetch(input, init),
    openSocket: () => ({ heartbeat: (content) => JSON.stringify(content), close: () => Promise.resolve() }),
    blockedSites: createBlockedHits(),
    log: { info: () => undefined, warn: () => undefined },
  });
  const gates = createGates((listener) =>
    client.onPhoneOrder(({ event }) => listener(event === 'phone:opened' ? 'opened' : 'closed')),
  );
  await client.load();
  await client.join(formatEnrolmentLink(server.link));
  await client.setShift(true);
  return { client, gates, end: () => client.setShift(false) };
}

type GateIs = 'opened' | 'closed';

/** What the phone was last told, and waiting for the other. */
function createGates(listen: (listener: (is: GateIs) => void) => void) {
  let now: GateIs = 'closed';
  const waiting = new Set<() => void>();
  listen((is) => {
    now = is;
    for (const check of waiting) check();
  });
  return {
    until: (wanted: GateIs, patienceMs: number): Promise<boolean> =>
      new Promise((resolve) => {
        const finish = (is: boolean): void => {
          clearTimeout(timer);
          waiting.delete(check);
          resolve(is);
        };
        const check = (): void => {
          if (now === wanted) finish(true);
        };
        const timer = setTimeout(() => finish(false), patienceMs);
        waiting.add(check);
        check();
      }),
  };
}
