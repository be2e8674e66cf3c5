import type { Browser } from 'playwright';
import { expect, test } from 'playwright/test';
import { reportSchema, signedReportSchema } from '../../core/wire/device.ts';
import { AgentWindow } from './world/agent-window.ts';
import { openBrowser, signIn } from './world/console-page.ts';
import { floorRow } from './world/console-steps.ts';
import { tapWire, type WireTap } from './world/wire-tap.ts';
import { demoPolicy, makeWorld, type World } from './world/world.ts';

test.describe('privacy', () => {
  let world: World;
  let wire: WireTap;
  let browser: Browser;

  test.beforeAll(async () => {
    world = await makeWorld(await demoPolicy((demo) => demo), { phone: false });
    wire = await tapWire(world.port);
    browser = await openBrowser();
  });

  test.afterEach(async () => {
    await world?.report(test.info());
  });

  test.afterAll(async () => {
    await browser?.close();
    await world?.stop();
    await wire?.close();
  });

  test('shows the very bytes that were sent, sends nothing off shift, and leaves nothing behind', async () => {
    const client = await world.openClient({ email: 'ada@demo.example', throughPort: wire.port });
    const ada = new AgentWindow(await client.window());
    const supervisor = await signIn(
      browser,
      world.url(),
      'supervisor@demo.example',
      world.passwordOf('supervisor@demo.example'),
    );
    await ada.joinAndStartShift();
    await expect(
      ada.heading('Your laptop is fine, but there is no phone to open').or(ada.heading('Ready for calls')),
    ).toBeVisible({ timeout: 60_000 });

    await test.step('what the page shows is what went over the wire, and holds nothing but the allow-list', async () => {
      await ada.goTo('Privacy');
      await expect(ada.page.getByRole('heading', { name: 'This is everything we measured' })).toBeVisible();
      await ada.page.getByRole('tab', { name: 'Sent' }).click();
      await ada.page.getByText('Raw', { exact: true }).click();
      const region = ada.page.getByRole('region', { name: 'This is exactly what we sent' });
      const shown = await region.locator('pre').first().innerText();
      expect(wire.bodies).toContain(shown);
      const { report } = signedReportSchema.parse(JSON.parse(shown));
      expect(reportSchema.parse(JSON.parse(report)).facts.os.status).toBe('known');
    });

    await test.step('off shift nothing is sent', async () => {
      await ada.goTo('Home');
      await ada.page.getByRole('button', { name: 'End shift' }).click();
      await expect(ada.heading('You’re off shift')).toBeVisible();
      await expect(floorRow(supervisor, 'Ada Lindqvist')).toContainText('Off shift');
      const before = { bytes: wire.bytes(), requests: wire.bodies.length };
      // Longer than the fastest source and a heartbeat would take: silence has no event to wait for.
      await ada.page.waitForTimeout(11_000);
      expect({ bytes: wire.bytes(), requests: wire.bodies.length }).toEqual(before);
    });

    await test.step('leaving erases what was kept, and says what', async () => {
      await ada.goTo('Settings');
      await ada.page.getByRole('button', { name: /^Leave / }).click();
      await ada.page.getByRole('button', { name: 'Leave and erase' }).click();
      await expect(ada.page.getByText('You have left. This was erased:')).toBeVisible();
      await expect(ada.page.getByText('This laptop’s key')).toBeVisible();
    });
  });
});
