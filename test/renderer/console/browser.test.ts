/* oxlint-disable vitest/expect-expect -- visit(), expectAccessible() and expectText() hold the expectations */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { chromium, type Browser, type Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildConsole } from './build-console.ts';
import { CHROMIUM } from './chromium.ts';
import { startFakeServer } from './fake-server.ts';
import { busyWorld } from './busy-world.ts';
import { createFakeWorld, fakeRow, FULL_POLICY, type FakeWorld } from './fake-world.ts';
import { uuid } from './fake-findings.ts';

const SIZES = [
  { width: 1024, height: 700 },
  { width: 1440, height: 900 },
] as const;
const LONG = 'Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh, Maximiliana Konstantinopolitana';

let folder = '';
let browser: Browser;
let server: Awaited<ReturnType<typeof startFakeServer>>;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'offhook-console-'));
  await buildConsole(folder);
  server = await startFakeServer(folder);
  browser = await chromium.launch(CHROMIUM);
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await server?.close();
  rmSync(folder, { recursive: true, force: true });
});

interface Visit {
  readonly world: FakeWorld;
  readonly path: string;
  readonly size?: { readonly width: number; readonly height: number };
  readonly dark?: boolean;
}

/** Opens a page under the product's CSP, runs `look`, and fails on any message that the browser has to say. */
async function visit(
  { world, path, size = SIZES[1], dark = false }: Visit,
  look: (page: Page) => Promise<void>,
): Promise<void> {
  server.setWorld(world);
  const context = await browser.newContext({
    viewport: size,
    colorScheme: dark ? 'dark' : 'light',
    reducedMotion: 'reduce',
  });
  try {
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error' && !message.text().includes('401')) complaints.push(message.text());
    });
    await page.goto(server.origin + path);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await look(page);
    expect(complaints).toEqual([]);
  } finally {
    await context.close();
  }
}

async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual([]);
}

async function expectNothingCutOff(page: Page): Promise<void> {
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow).toBeLessThanOrEqual(0);
}

const worldOf = (devices = 24) => createFakeWorld({ role: 'it', devices });
function fullWorld(role: 'it' | 'auditor'): FakeWorld {
  const world = createFakeWorld({ role });
  return { ...world, policy: { ...world.policy, document: FULL_POLICY } };
}
const PAGES: readonly (readonly [string, () => FakeWorld, string])[] = [
  ['sign in', () => createFakeWorld({ role: null }), '/'],
  ['new password', () => ({ ...createFakeWorld({ role: 'it' }), mustChangePassword: true }), '/'],
  ['floor', () => worldOf(), '/floor'],
  ['floor with a device', () => worldOf(), `/floor/${uuid(10_001)}`],
  ['floor of nobody', () => worldOf(0), '/floor'],
  ['floor of one', () => worldOf(1), '/floor'],
  [
    'floor of long names',
    () => ({
      ...worldOf(),
      devices: worldOf().devices.map((row) => ({ ...row, agent: { ...row.agent, name: LONG } })),
    }),
    `/floor/${uuid(10_001)}`,
  ],
  ['policies', () => worldOf(), '/policies'],
  ['policy of everything', () => fullWorld('it'), '/policies'],
  ['policy of everything to read', () => fullWorld('auditor'), '/policies'],
  ['policy to read', () => createFakeWorld({ role: 'auditor' }), '/policies'],
  ['policy versions', () => worldOf(), '/policies/versions'],
  ['policy JSON', () => worldOf(), '/policies/json'],
  ['people', () => worldOf(), '/people'],
  ['calls for help', () => worldOf(), '/help-requests'],
  ['exceptions', () => worldOf(), '/exceptions'],
  ['access requests', () => worldOf(), '/access-requests'],
  ['alerts', busyWorld, '/alerts'],
  ['alerts of a quiet day', () => worldOf(), '/alerts'],
  ['policies in the middle of a rollout', busyWorld, '/policies'],
  ['lists of unsafe sites', busyWorld, '/web'],
  ['no lists of unsafe sites', () => worldOf(), '/web'],
  ['audit', () => worldOf(), '/audit'],
  ['my laptop', () => createFakeWorld({ role: 'agent' }), '/my-laptop'],
  ['change of password', () => worldOf(), '/account/password'],
  ['a page that isn’t there', () => worldOf(), '/nowhere'],
];

describe.each(PAGES)('%s', (_name, world, path) => {
  it('can be used by everybody, in both themes and sizes, and in 40 % more words', async () => {
    for (const [size, dark, query] of [
      [SIZES[0], false, ''],
      [SIZES[1], true, ''],
      [SIZES[0], true, '?locale=pseudo'],
    ] as const)
      await visit({ world: world(), path: path + query, size, dark }, async (page) => {
        await expectNothingCutOff(page);
        // Other words change no role and no colour.
        if (query === '') await expectAccessible(page);
      });
  }, 120_000);
});

describe('In a real browser', () => {
  it('5,000 devices are in the table, of which only those in sight are in the page', async () => {
    await visit({ world: worldOf(5000), path: '/floor' }, async (page) => {
      const grid = page.getByRole('grid');
      await expectText(page, '5,000 devices');
      expect(await grid.getAttribute('aria-rowcount')).toBe('5001');
      expect(await grid.getByRole('row').count()).toBeLessThan(60);
      await grid.getByRole('row').nth(1).focus();
      await page.keyboard.press('End');
      await page
        .getByRole('row', { name: /Tamika Johnson/ })
        .last()
        .waitFor();
      expect(await grid.getByRole('row').count()).toBeLessThan(60);
      await expectAccessible(page);
    });
  }, 60_000);

  it('a row changes by itself when the server says so', async () => {
    const world = worldOf(3);
    await visit({ world, path: '/floor' }, async (page) => {
      await expectText(page, 'Live');
      const row = page.getByRole('row', { name: /Amara Okafor/ });
      await row.getByText('Ready').waitFor();
      const device = fakeRow(0, world.nowMs, { phone: 'closed', verdict: 'blocked' });
      world.devices = world.devices.map((before) => (before.deviceId === device.deviceId ? device : before));
      server.tell({ type: 'device', device });
      await row.getByText('Closed', { exact: true }).waitFor({ timeout: 5000 });
    });
  }, 30_000);

  it('a policy can be changed and published with the keyboard alone', async () => {
    const world = worldOf();
    await visit({ world, path: '/policies' }, async (page) => {
      const vpn = page.getByRole('region', { name: 'Company VPN' });
      await vpn.getByRole('radio', { name: 'Close the phone' }).focus();
      await page.keyboard.press('ArrowRight');
      await page.getByRole('button', { name: 'Review change' }).press('Enter');
      const dialog = page.getByRole('dialog', { name: 'Review before publishing' });
      await dialog.waitFor();
      await expectAccessible(page);
      await dialog.getByLabel('Why this change').focus();
      await page.keyboard.type('Outage');
      await page.keyboard.press('Tab');
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await expectText(page, /Version 8 is published/);
      expect(world.policy.document.checks.vpn?.level).toBe('warn');
    });
  }, 60_000);

  it.each([
    ['the palette', '/floor', async (page: Page) => page.keyboard.press('Control+k')],
    [
      'an enrolment link',
      '/people',
      async (page: Page) =>
        page
          .getByRole('button', { name: /Create enrolment link/ })
          .first()
          .click(),
    ],
    [
      'the question for an exception',
      '/exceptions',
      async (page: Page) => page.getByRole('button', { name: 'Make an exception' }).click(),
    ],
    [
      'the choice of a team',
      '/people',
      async (page: Page) =>
        page
          .getByRole('button', { name: /Change team/ })
          .first()
          .click(),
    ],
    [
      'the question before a phone is closed',
      `/floor/${uuid(10_007)}`,
      async (page: Page) => page.getByRole('button', { name: 'Close phone now' }).click(),
    ],
  ])(
    '%s can be used by everybody, and gives the focus back',
    async (_what, path, open) => {
      await visit({ world: worldOf(), path, dark: true }, async (page) => {
        await open(page);
        await page.getByRole('dialog').waitFor();
        await expectAccessible(page);
        await page.keyboard.press('Escape');
        await page.getByRole('dialog').waitFor({ state: 'detached' });
      });
    },
    60_000,
  );
});

async function expectText(page: Page, text: string | RegExp): Promise<void> {
  await page.getByText(text).first().waitFor({ timeout: 10_000 });
}
