/**
 * What a draft would do to a whole fleet: how long the preview takes, how long it holds the event loop at a stretch and how
 * much memory. Run: npm run bench -- impact [devices ...]
 */
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { CHECK_IDS } from '../../core/checks/catalogue.ts';
import type { Facts } from '../../core/facts/catalogue.ts';
import type { DeviceId, OrganisationId, PersonId } from '../../core/ids.ts';
import { policyDocumentSchema, type PolicyDocument } from '../../core/policy/schema.ts';
import { systemClock } from '../../server/clock.ts';
import { generateEd25519 } from '../../server/keys.ts';
import { createPolicies } from '../../server/policy/current-policy.ts';
import { previewPolicy } from '../../server/policy/preview.ts';
import { insertRelease } from '../../server/policy/release.ts';
import { openSqliteStore } from '../../server/store/sqlite-store.ts';
import { goodFacts, withUnknown, withValue } from '../core/sample-facts.ts';

const sizes = process.argv.slice(2).map(Number);
const ROUNDS = 5;
const key = generateEd25519();
const policies = createPolicies(key.publicKey);

const checks = Object.fromEntries(CHECK_IDS.map((id) => [id, { level: 'block', graceSeconds: 600 }]));
const document = (changes: object): PolicyDocument =>
  policyDocumentSchema.parse({ schema: 'offhook-policy/1', name: 'bench', checks, ...changes });
const drafts = {
  /** What IT does on a usual day. */
  'three rules': document({
    checks: {
      ...checks,
      vpn: { level: 'block', graceSeconds: 0 },
      osVersion: { level: 'warn' },
      screenLock: { level: 'block', graceSeconds: 60 },
    },
  }),
  /** No rule is as it was, so every one is judged twice. */
  'every rule': document({
    checks: Object.fromEntries(CHECK_IDS.map((id) => [id, { level: 'block', graceSeconds: 300 }])),
  }),
  'one team’s rule': document({
    audiences: [{ name: 'Cards', groups: ['Team 1'], checks: { vpn: { level: 'block' } } }],
  }),
};
const laptops: readonly Facts[] = [
  goodFacts,
  withValue('firewall', { enabled: false }),
  withUnknown('vpn', 'timed-out'),
  withValue('osUpdates', { securityPending: 3 }),
  withValue('vpn', { connected: false }),
];

async function fill(file: string, devices: number) {
  const store = openSqliteStore(file);
  const now = Date.now();
  await store.write(async (tx) => {
    await tx.createOrganisation({
      id: randomUUID() as OrganisationId,
      name: 'Bench',
      policyKey: key.publicKey,
      leaseKey: key.publicKey,
    });
    const author = { actor: 'bench', actorName: 'Bench', note: 'bench', basedOn: 0 };
    await insertRelease(tx, key, now, { document: document({}), ...author });
  });
  for (let from = 0; from < devices; from += 1000)
    await store.write(async (tx) => {
      for (let index = from; index < Math.min(from + 1000, devices); index += 1) {
        const personId = randomUUID() as PersonId;
        await tx.people.insert({
          id: personId,
          name: `Agent ${index}`,
          email: `agent${index}@bench.example`,
          role: 'agent',
          extension: String(100_000 + index),
          group: `Team ${index % 20}`,
          passwordHash: '',
          mustChangePassword: true,
          signedInAt: null,
        });
        const id = randomUUID() as DeviceId;
        await tx.devices.insert({
          id,
          personId,
          publicKey: randomUUID(),
          platform: 'linux',
          keyStorage: 'keychain',
          enrolledAt: now,
          epoch: 0,
          counter: 1,
          bootId: null,
          policyVersion: 1,
          facts: laptops[index % laptops.length] ?? goodFacts,
          verdict: null,
          phone: null,
          onShift: true,
          held: false,
          displacedBootId: null,
          leaseEndsAt: null,
          lastSeenAt: now,
          reportedAt: now,
          display: 'ready',
          sinceAt: now,
        });
        if (index % 5 !== 0) await tx.failing.set(id, { firewall: now });
      }
    });
  return store;
}

async function measure(devices: number) {
  const path = mkdtempSync(join(tmpdir(), 'offhook-bench-'));
  const file = join(path, 'offhook.db');
  const store = await fill(file, devices);
  const services = { store, clock: systemClock, policies, randomBytes };
  const results: Record<string, object> = {};
  for (const [name, draft] of Object.entries(drafts)) {
    const times: number[] = [];
    const cpuTimes: number[] = [];
    const delay = monitorEventLoopDelay({ resolution: 1 });
    let total: object = {};
    const rssBefore = process.memoryUsage.rss();
    let rssMost = rssBefore;
    for (let round = 0; round < ROUNDS; round += 1) {
      await sleep(20);
      delay.enable();
      const [started, cpu] = [performance.now(), process.threadCpuUsage()];
      ({ total } = await previewPolicy(services, draft));
      times.push(performance.now() - started);
      const used = process.threadCpuUsage(cpu);
      cpuTimes.push((used.user + used.system) / 1000);
      delay.disable();
      rssMost = Math.max(rssMost, process.memoryUsage.rss());
    }
    const median = (of: number[]) => Math.round(of.sort((a, b) => a - b)[ROUNDS >> 1] ?? Number.NaN);
    results[name] = {
      ms: median(times),
      cpuMs: median(cpuTimes),
      fastestMs: Math.round(Math.min(...times)),
      longestStretchMs: Math.round(delay.max / 1e5) / 10,
      rssMb: Math.round(rssMost / 1e6),
      rssGrewMb: Math.round((rssMost - rssBefore) / 1e6),
      total,
    };
  }
  await store.close();
  const databaseMb = Math.round(statSync(file).size / 1e6);
  rmSync(path, { recursive: true, force: true });
  return { devices, databaseMb, results };
}

const fleets: object[] = [];
for (const devices of sizes.length === 0 ? [10_000, 100_000] : sizes) fleets.push(await measure(devices));
const { version } = JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8')) as {
  version: string;
};
process.stdout.write(
  `${JSON.stringify({ bench: 'impact', version, factsBytes: JSON.stringify(goodFacts).length, rounds: ROUNDS, fleets }, null, 2)}\n`,
);
