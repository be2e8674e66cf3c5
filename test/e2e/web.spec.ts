import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser } from 'playwright';
import { expect, test } from 'playwright/test';
import { AgentWindow } from './world/agent-window.ts';
import { openBrowser, signIn } from './world/console-page.ts';
import { demoPolicy, makeWorld, type World } from './world/world.ts';

test.describe('the work browser', () => {
  let world: World;
  let browser: Browser;
  let site: Server;
  /** Every request that reached the site, by host and path. */
  const reached: string[] = [];

  test.beforeAll(async () => {
    site = createServer((request, response) => {
      reached.push(`${request.headers.host}${request.url}`);
      response.setHeader('content-type', 'text/html');
      response.end(
        '<title>A fine site</title><h1>A fine site</h1><img src="http://tracker.phish.example/pixel.png"><a href="http://phish.example/login">log in</a>',
      );
    });
    await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
    browser = await openBrowser();
    world = await makeWorld(
      await demoPolicy((demo) => ({
        ...demo,
        web: {
          home: null,
          block: [{ host: 'phish.example', category: 'phishing', why: 'It copies our sign-in page.' }],
          allow: [],
        },
      })),
      { phone: false },
    );
  });

  test.afterEach(async () => {
    await world?.report(test.info());
  });

  test.afterAll(async () => {
    await browser?.close();
    await world?.stop();
    site.close();
  });

  test('refuses a blocked site before anything is sent, says why, and lets the agent ask', async () => {
    const port = (site.address() as AddressInfo).port;
    const client = await world.openClient({
      email: 'ada@demo.example',
      chromiumArgs: [`--host-resolver-rules=MAP *.example 127.0.0.1:${port}`],
    });
    const ada = new AgentWindow(await client.window());
    await ada.joinAndStartShift();
    await ada.goTo('Web');
    const address = ada.page.getByLabel('Address');

    await test.step('a site that nobody blocks is shown, but not what it loads from a blocked one', async () => {
      await address.fill('http://fine.example/');
      await address.press('Enter');
      await expect.poll(async () => (await client.workPage())?.getByRole('heading').innerText()).toBe('A fine site');
      await expect(ada.page.getByText('1 unsafe request blocked')).toBeAttached();
      expect(reached.filter((url) => url.startsWith('fine.example/'))).not.toHaveLength(0);
    });

    await test.step('a link to a blocked one leads to the page that says why', async () => {
      await (await client.workPage())?.getByRole('link', { name: 'log in' }).click();
      await expect(ada.page.getByRole('heading', { name: 'phish.example is blocked' })).toBeVisible();
      await expect(ada.page.getByText('It copies our sign-in page.')).toBeVisible();
    });

    await test.step('so does typing its address', async () => {
      await ada.page.getByRole('button', { name: 'Go back' }).click();
      await address.fill('login.phish.example');
      await address.press('Enter');
      await expect(ada.page.getByRole('heading', { name: 'login.phish.example is blocked' })).toBeVisible();
    });

    await test.step('the agent asks, and IT reads it', async () => {
      await ada.page.getByRole('button', { name: 'Ask for access' }).click();
      await ada.page.getByLabel('What do you need it for?').fill('A customer sent me this link');
      await ada.page.getByRole('button', { name: 'Send request' }).click();
      await expect(ada.page.getByText('Your request was sent')).toBeVisible();
      const it = await signIn(browser, world.url(), 'it@demo.example', world.passwordOf('it@demo.example'));
      await it.getByRole('link', { name: /^Access requests/ }).click();
      await expect(it.getByText('A customer sent me this link')).toBeVisible();
    });

    expect(reached.filter((url) => url.includes('phish.example'))).toEqual([]);
  });
});
