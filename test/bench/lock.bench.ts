import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Page } from 'playwright';
import { runTarget } from '../../scripts/build/run-target.ts';
import { mainTarget, TARGETS } from '../../scripts/build/targets.ts';
import { ROOT } from '../e2e/world/root.ts';
import { steal, tapPhone } from '../e2e/world/stolen-credential.ts';
import { makeVpnNamespace } from '../e2e/world/vpn-namespace.ts';
import { demoPolicy, makeWorld } from '../e2e/world/world.ts';

/** From a tunnel that goes down (a real one) to the closed line on screen, and to the phone engine's refusal. Needs root on Linux. */
const ROUNDS = 10;
const READY = 'Ready for calls';

async function untilReady(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1, name: READY }).waitFor({ timeout: 60_000 });
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return Math.round(sorted[Math.floor(sorted.length / 2)] ?? Number.NaN);
}

const entry = mainTarget(join(ROOT, 'test', 'e2e', 'client-main.ts'), join(ROOT, 'dist', 'electron'), 'client-main.js');
for (const target of [...TARGETS, entry]) await runTarget(ROOT, target, false);
const vpn = makeVpnNamespace('bench');
await vpn.up();
const policy = await demoPolicy((demo) => ({
  ...demo,
  checks: { ...demo.checks, vpn: { level: 'block' } },
}));
const started = performance.now();
const world = await makeWorld(policy, { phone: true });
const client = await world.openClient({ email: 'ada@demo.example', namespace: vpn.name });
const page = await client.window();
await page.getByRole('button', { name: /^Join / }).waitFor();
const windowMs = performance.now() - started;
await page.getByRole('button', { name: /^Join / }).click();
const shift = performance.now();
await page.getByRole('button', { name: 'Start shift' }).click();
await untilReady(page);
const readyMs = performance.now() - shift;
await tapPhone(page);

const closed: number[] = [];
const refused: number[] = [];
const reopened: number[] = [];
for (let round = 0; round < ROUNDS; round += 1) {
  // A registration after the tap, so that there is a credential of this very opening to try.
  await page.waitForFunction(() => (Reflect.get(window, 'testCredentials') as string[]).length > 0, null, {
    timeout: 90_000,
  });
  const thief = await steal(world, '1001', page);
  await vpn.drop();
  const dropped = performance.now();
  const screen = page
    .waitForFunction((ready) => document.querySelector('h1')?.textContent !== ready, READY, { polling: 10 })
    .then(() => closed.push(performance.now() - dropped));
  const engine = (async () => {
    while ((await thief.register()) !== 403) await wait(5);
    refused.push(performance.now() - dropped);
  })();
  await Promise.all([screen, engine]);
  await page.evaluate(() => (Reflect.get(window, 'testCredentials') as string[]).splice(0));
  await vpn.up();
  const up = performance.now();
  await untilReady(page);
  reopened.push(performance.now() - up);
}
await world.stop();
await vpn.remove();
process.stdout.write(
  `${JSON.stringify(
    {
      drawnBy: client.kind,
      rounds: ROUNDS,
      windowMs: Math.round(windowMs),
      shiftToReadyMs: Math.round(readyMs),
      closedOnScreenMs: { median: median(closed), max: Math.round(Math.max(...closed)) },
      engineRefusesMs: { median: median(refused), max: Math.round(Math.max(...refused)) },
      readyAgainMs: { median: median(reopened), max: Math.round(Math.max(...reopened)) },
    },
    null,
    2,
  )}\n`,
);
