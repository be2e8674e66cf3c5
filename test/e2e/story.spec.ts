import type { Browser } from 'playwright';
import { z } from 'zod';
import { expect, test } from 'playwright/test';
import { createEngineRpc } from '../../server/telephony/kamailio/rpc.ts';
import { AgentWindow } from './world/agent-window.ts';
import { openBrowser, signIn } from './world/console-page.ts';
import { changeVpnLevel, floorRow } from './world/console-steps.ts';
import { steal, tapPhone } from './world/stolen-credential.ts';
import { canMakeNamespaces, makeVpnNamespace, type VpnNamespace } from './world/vpn-namespace.ts';
import { demoPolicy, makeWorld, type World } from './world/world.ts';

/** Seconds. Short, so that the story's waits are the product's own and not the spec's. */
const LEASE = 20;
const FINISH_CALL = 10;

test.describe('the whole story', () => {
  test.skip(!canMakeNamespaces(), 'needs root on Linux: the VPN is a real tun device in a network namespace');

  let world: World;
  let browser: Browser;
  let adasVpn: VpnNamespace;
  let bensVpn: VpnNamespace;

  test.beforeAll(async () => {
    adasVpn = makeVpnNamespace('ada');
    bensVpn = makeVpnNamespace('ben');
    await bensVpn.up();
    browser = await openBrowser();
    const policy = await demoPolicy((demo) => ({
      ...demo,
      checks: { ...demo.checks, vpn: { level: 'block' } },
      phone: { ...demo.phone, leaseSeconds: LEASE, inCall: { mode: 'finish', maxSeconds: FINISH_CALL } },
    }));
    world = await makeWorld(policy, { phone: true });
  });

  test.afterEach(async () => {
    await world?.report(test.info());
  });

  test.afterAll(async () => {
    await browser?.close();
    await world?.stop();
    await adasVpn?.remove();
    await bensVpn?.remove();
  });

  test('from a closed phone to a call, through a lost VPN and a lost server, and back', async () => {
    const it = await signIn(browser, world.url(), 'it@demo.example', world.passwordOf('it@demo.example'));
    const supervisor = await signIn(
      browser,
      world.url(),
      'supervisor@demo.example',
      world.passwordOf('supervisor@demo.example'),
    );
    const ada = new AgentWindow(
      await (await world.openClient({ email: 'ada@demo.example', namespace: adasVpn.name })).window(),
    );
    const ben = new AgentWindow(
      await (await world.openClient({ email: 'ben@demo.example', namespace: bensVpn.name })).window(),
    );
    await showsStep('ben is ready: his VPN is up', async () => {
      await ben.joinAndStartShift();
      await ben.isReady();
      await expect(floorRow(supervisor, 'Ben Castillo')).toContainText('Ready');
    });
    await showsStep('ada’s phone is closed, and the reason is on screen', async () => {
      await ada.joinAndStartShift();
      await expect(ada.heading('One thing to fix before you can take calls')).toBeVisible({ timeout: 60_000 });
      await expect(ada.page.getByText('No VPN is connected.').first()).toBeVisible();
      await expect(floorRow(supervisor, 'Ada Lindqvist')).toContainText('Closed');
      await expect(floorRow(supervisor, 'Ada Lindqvist')).toContainText('Company VPN');
    });
    await showsStep('IT relaxes the policy, and the phone opens by itself', async () => {
      await changeVpnLevel(it, 'Warn', 'The VPN is down for everybody');
      await measured('relaxed policy → ready', () => ada.isReady());
      await expect(floorRow(supervisor, 'Ada Lindqvist')).toContainText('Ready');
    });
    await showsStep('IT makes it strict again, the VPN comes up, and it is open', async () => {
      await changeVpnLevel(it, 'Close the phone', 'The VPN is back');
      await expect(ada.heading('One thing to fix before you can take calls')).toBeVisible();
      await adasVpn.up();
      await ada.isReady();
    });
    await tapPhone(ada.page);
    await showsStep('ada calls ben, and both hear each other', async () => {
      await Promise.all([ada.watchMedia(), ben.watchMedia()]);
      await ada.call('Ben Castillo');
      await ben.page.getByRole('button', { name: 'Answer', exact: true }).click();
      await Promise.all([ada.hearsMore(), ben.hearsMore()]);
      await expect(floorRow(supervisor, 'Ada Lindqvist')).toContainText('In a call');
      await expect(floorRow(supervisor, 'Ben Castillo')).toContainText('In a call');
    });
    const thief = await steal(world, '1001', ada.page);
    await showsStep('her VPN drops: the call may finish, nothing new may begin', async () => {
      await adasVpn.drop();
      await expect(ada.page.getByText(/Your line closes when this call ends/).first()).toBeVisible();
      await expect(floorRow(supervisor, 'Ada Lindqvist')).toContainText('Closing after call');
      await ben.hearsMore();
    });
    await showsStep('then the phone closes, and the engine refuses her', async () => {
      await expect(ben.page.getByRole('status').getByText('A line was closed, so the call ended')).toBeAttached({
        timeout: (FINISH_CALL + 10) * 1000,
      });
      await ada.goTo('Home');
      await expect(ada.heading('One thing to fix before you can take calls')).toBeVisible();
      await expect(floorRow(supervisor, 'Ada Lindqvist')).toContainText('Closed');
      expect(await thief.register()).toBe(403);
      expect(await thief.invite('1002')).toBe(403);
    });
    await showsStep('ben calls back and hears that her phone is closed', async () => {
      await ben.page.getByRole('button', { name: 'Back to the phone' }).click();
      await ben.call('Ada Lindqvist');
      await expect(ben.page.getByText('Their phone is closed right now').last()).toBeVisible();
      await ben.page.getByRole('button', { name: 'Back to the phone' }).click();
    });
    await showsStep('the VPN is back, and so is the phone', async () => {
      await adasVpn.up();
      await ada.isReady();
      await expect(floorRow(supervisor, 'Ada Lindqvist')).toContainText('Ready');
    });
    await showsStep('the server stops: the phone goes on for its lease, and no longer', async () => {
      await world.stopServer();
      await ben.call('Ada Lindqvist');
      await ada.page.getByRole('button', { name: 'Decline' }).click();
      await ada.goTo('Home');
      await expect(ada.heading('We lost the connection to your company’s server')).toBeVisible({
        timeout: (LEASE + 10) * 1000,
      });
      await expect.poll(() => registrations(world)).toBe(0);
    });
    await showsStep('the server is back, and everybody is ready again', async () => {
      await world.startServerAgain();
      await ada.isReady();
      await ben.page.getByRole('button', { name: 'Back to the phone' }).click();
      await ben.isReady();
    });
  });
});

async function showsStep(title: string, body: () => Promise<void>): Promise<void> {
  await test.step(title, body);
}

/** Notes how long something took; a figure for the record, never an assertion. */
async function measured(what: string, body: () => Promise<void>): Promise<void> {
  const started = performance.now();
  await body();
  test.info().annotations.push({ type: what, description: `${Math.round(performance.now() - started)} ms` });
}

/** How many phones the engine itself knows of. */
async function registrations({ files }: World): Promise<number> {
  if (files === null) throw new Error('this world has no phone engine');
  const rpc = createEngineRpc({
    port: files.settings.rpcPort,
    key: files.rpcKey,
    timeoutMs: 3000,
    fetch: globalThis.fetch,
  });
  const dump = JSON.stringify(await rpc.call('ul.dump', [], z.unknown()));
  return dump.split('"Address"').length - 1;
}
