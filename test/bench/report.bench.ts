/**
 * How many signed reports the server handles in a second: challenge, P-256 check, verdict, lease, credential and one durable
 * commit each (shared by those that come at once). Both ends run in this one process: `ofWhich` says what each step of the
 * server costs by itself, and what the client's signature does. Run: npm run bench -- report [devices, 50] [seconds, 5]
 */
import { generateKeyPairSync, randomBytes, randomUUID, sign } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseEnrolmentLink } from '../../core/wire/enrolment-link.ts';
import { evaluate } from '../../core/verdict/evaluate.ts';
import { enrolSigningText, reportSchema, reportSigningText } from '../../core/wire/device.ts';
import { buildApp } from '../../server/app.ts';
import { createOrganisation, openKeys } from '../../server/bootstrap.ts';
import { systemClock } from '../../server/clock.ts';
import { openDataFolder } from '../../server/data-folder.ts';
import { demoPeople } from '../../server/demo.ts';
import { mintEnrolmentLink } from '../../server/device/enrol.ts';
import { implausibilities } from '../../server/device/plausibility.ts';
import { signEd25519, verifyP256 } from '../../server/keys.ts';
import { createOrigins } from '../../server/origins.ts';
import { openSqliteStore } from '../../server/store/sqlite-store.ts';
import { createFakeTelephony } from '../server/support/fake-telephony.ts';
import { goodFacts, policy } from '../server/support/facts.ts';

const devices = Number(process.argv[2] ?? 50);
const seconds = Number(process.argv[3] ?? 5);
const WARM_UP_MS = 3000;
const path = mkdtempSync(join(tmpdir(), 'offhook-bench-'));
const folder = openDataFolder(path);
const store = openSqliteStore(folder.database);
// Time runs fast here, so that no rate limit ends the measurement.
const clock = { ...systemClock, nowMs: () => 1_767_600_000_000 + Math.round(performance.now() * 10) };
const deps = { store, clock, randomBytes, folder };
const keys = await openKeys(deps);
const seed = { name: 'Bench', people: demoPeople(devices), policy: policy(), policyNote: 'bench' };
const people = (await createOrganisation(deps, keys, seed)) ?? [];
const origins = createOrigins({ host: '127.0.0.1', port: 8460, tls: false, publicUrl: null });
const app = await buildApp({
  ...deps,
  keys,
  telephony: createFakeTelephony(),
  origins: () => origins,
  offlineAfterMs: 25_000,
  consoleFolder: path,
  webLists: { folder: join(path, 'lists'), allowPrivate: false },
  logger: { level: 'silent', write: () => undefined },
  tls: null,
});
const post = async (url: string, payload: object) => {
  const response = await app.inject({ method: 'POST', url, payload, headers: { host: '127.0.0.1:8460' } });
  if (response.statusCode !== 200) throw new Error(`${url}: ${response.body}`);
  return response.json<Record<string, string>>();
};

async function enrol(personId: (typeof people)[number]['id']) {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const signText = (text: string) =>
    sign('sha256', Buffer.from(text), { key: privateKey, dsaEncoding: 'ieee-p1363' }).toString('base64url');
  const { link } = await mintEnrolmentLink(deps, { personId, actor: 'bench', serverUrl: 'http://127.0.0.1:8460' });
  const unsigned = {
    wire: 1 as const,
    code: parseEnrolmentLink(link).code,
    publicKey: publicKey.export({ type: 'spki', format: 'der' }).toString('base64url'),
    platform: 'linux' as const,
    keyStorage: 'memory' as const,
  };
  const { deviceId } = await post('/api/device/enrol', {
    ...unsigned,
    signature: signText(enrolSigningText(unsigned)),
  });
  return { deviceId, signText, bootId: randomUUID(), counter: 0 };
}

const enrolled: Awaited<ReturnType<typeof enrol>>[] = [];
for (const person of people) if (person.extension !== null) enrolled.push(await enrol(person.id));

const latencies: number[] = [];
async function reportUntil(device: (typeof enrolled)[number], endsAt: number): Promise<void> {
  while (performance.now() < endsAt) {
    const startedAt = performance.now();
    const { nonce } = await post('/api/device/challenge', { wire: 1, deviceId: device.deviceId });
    const phone = { gate: 'open', registered: true, inCall: false };
    const rest = {
      bootId: device.bootId,
      appVersion: '0.1.0',
      policyVersion: 1,
      keyStorage: 'memory',
      phone,
      facts: goodFacts(),
    };
    const report = JSON.stringify({ nonce, deviceId: device.deviceId, counter: ++device.counter, ...rest });
    await post('/api/device/report', {
      wire: 1,
      deviceId: device.deviceId,
      report,
      signature: device.signText(reportSigningText(report)),
    });
    latencies.push(performance.now() - startedAt);
  }
}

// Until the code is compiled, what is measured is the compiler.
await Promise.all(enrolled.map((device) => reportUntil(device, performance.now() + WARM_UP_MS)));
latencies.length = 0;
const cpuBefore = process.cpuUsage();
const startedAt = performance.now();
await Promise.all(enrolled.map((device) => reportUntil(device, startedAt + seconds * 1000)));
const elapsed = (performance.now() - startedAt) / 1000;
const cpu = process.cpuUsage(cpuBefore);
const cpuSeconds = (cpu.user + cpu.system) / 1e6;
const ofWhich = microsecondsOf(parts());
latencies.sort((a, b) => a - b);
const at = (share: number) => Number((latencies[Math.floor(latencies.length * share)] ?? 0).toFixed(1));
console.log(
  JSON.stringify({
    devices,
    reports: latencies.length,
    perSecond: Math.round(latencies.length / elapsed),
    perCpuSecond: Math.round(latencies.length / cpuSeconds),
    msP50: at(0.5),
    msP99: at(0.99),
    ofWhichMicroseconds: ofWhich,
  }),
);

/** Each part of a report by itself, on the same values. */
function parts(): Readonly<Record<string, () => unknown>> {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const spki = publicKey.export({ type: 'spki', format: 'der' }).toString('base64url');
  const signText = (text: string) =>
    sign('sha256', Buffer.from(text), { key: privateKey, dsaEncoding: 'ieee-p1363' }).toString('base64url');
  const phone = { gate: 'open', registered: true, inCall: false };
  const report = { nonce: 'A'.repeat(43), deviceId: randomUUID(), counter: 1, bootId: randomUUID(), appVersion: '1' };
  const text = JSON.stringify({ ...report, policyVersion: 1, keyStorage: 'memory', phone, facts: goodFacts() });
  const signature = signText(reportSigningText(text));
  const facts = goodFacts();
  const document = policy();
  const who = { group: null, platform: 'linux' } as const;
  return {
    'client: P-256 sign': () => signText(text),
    'P-256 verify': () => verifyP256(spki, reportSigningText(text), signature),
    'JSON.parse of the report': () => JSON.parse(text),
    'schema of the report': () => reportSchema.parse(JSON.parse(text)),
    verdict: () => evaluate({ facts, policy: { version: 1, document }, who, waivers: [], failingForMs: {} }),
    plausibility: () => implausibilities({ facts, at: 0, bootId: null }, { facts, at: 60_000, bootId: null }),
    'Ed25519 sign of the lease': () => signEd25519(keys.lease, 'x'.repeat(200)),
    'JSON.stringify of the facts': () => JSON.stringify(facts),
  };
}

function microsecondsOf(timed: Readonly<Record<string, () => unknown>>): Readonly<Record<string, number>> {
  const RUNS = 1500;
  return Object.fromEntries(
    Object.entries(timed).map(([name, run]) => {
      for (let index = 0; index < RUNS / 3; index += 1) run();
      const before = process.cpuUsage();
      for (let index = 0; index < RUNS; index += 1) run();
      const used = process.cpuUsage(before);
      return [name, Math.round((used.user + used.system) / RUNS)];
    }),
  );
}

await app.close();
await store.close();
folder.unlock();
rmSync(path, { recursive: true, force: true });
