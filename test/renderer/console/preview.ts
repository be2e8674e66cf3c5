/**
 * Draws named states of the console to PNG, to be looked at by a person: node test/renderer/console/preview.ts FOLDER [NAME …]
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright';
import { buildConsole } from './build-console.ts';
import { CHROMIUM } from './chromium.ts';
import { startFakeServer } from './fake-server.ts';
import { busyWorld } from './busy-world.ts';
import { createFakeWorld, type FakeWorld } from './fake-world.ts';
import { uuid } from './fake-findings.ts';

interface State {
  readonly name: string;
  readonly world: () => FakeWorld;
  readonly path: string;
  readonly size?: { readonly width: number; readonly height: number };
  readonly dark?: boolean;
  readonly act?: (page: Page) => Promise<void>;
}

const it = (devices = 24) => createFakeWorld({ role: 'it', devices });
const LONG = 'Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh, Maximiliana Konstantinopolitana';

const STATES: readonly State[] = [
  { name: 'sign-in', world: () => createFakeWorld({ role: null }), path: '/' },
  {
    name: 'new-password',
    world: () => ({ ...createFakeWorld({ role: 'supervisor' }), mustChangePassword: true }),
    path: '/',
    act: async (page) => {
      await page.getByLabel('One-time password').fill('one-time');
      await page.getByLabel('New password', { exact: true }).fill('too short');
      await page.getByLabel('New password, once more').fill('not the same');
      await page.getByRole('button', { name: 'Save password' }).click();
    },
  },
  { name: 'floor', world: () => it(), path: '/floor' },
  { name: 'floor-dark', world: () => it(), path: '/floor', dark: true },
  { name: 'floor-detail', world: () => it(), path: `/floor/${uuid(10_001)}` },
  {
    name: 'floor-detail-small',
    world: () => it(),
    path: `/floor/${uuid(10_001)}`,
    size: { width: 1024, height: 700 },
    dark: true,
  },
  { name: 'floor-empty', world: () => it(0), path: '/floor' },
  { name: 'floor-5000', world: () => it(5000), path: '/floor?show=closed', size: { width: 1024, height: 700 } },
  {
    name: 'floor-long-names',
    world: () => ({
      ...it(),
      devices: it().devices.map((row) => ({ ...row, agent: { ...row.agent, name: LONG } })),
    }),
    path: '/floor',
    size: { width: 1024, height: 700 },
  },
  { name: 'floor-narrow', world: () => it(), path: '/floor', size: { width: 640, height: 800 } },
  {
    name: 'revoke',
    world: () => it(),
    path: `/floor/${uuid(10_007)}`,
    act: (page) => page.getByRole('button', { name: 'Close phone now' }).click(),
  },
  { name: 'policies', world: () => it(), path: '/policies' },
  {
    name: 'policy-draft',
    world: () => it(),
    path: '/policies',
    act: async (page) => {
      await editPolicy(page);
      await page.getByRole('textbox', { name: 'Time to fix it' }).first().fill('');
    },
  },
  {
    name: 'policy-review',
    world: () => it(),
    path: '/policies',
    act: async (page) => {
      await editPolicy(page);
      await page.getByRole('button', { name: 'Review change' }).click();
    },
  },
  {
    name: 'policy-web',
    world: () => it(),
    path: '/policies',
    dark: true,
    act: (page) => page.getByText('Always allowed sites').scrollIntoViewIfNeeded(),
  },
  {
    name: 'policy-json',
    world: () => it(),
    path: '/policies/json',
    act: (page) =>
      page
        .getByLabel('The policy as JSON')
        .fill('{"schema": "offhook-policy/1", "name": "x", "checks": {"vpn": {"level": "blok"}}, "extra": 1}'),
  },
  { name: 'policy-versions', world: () => it(), path: '/policies/versions' },
  { name: 'policy-auditor', world: () => createFakeWorld({ role: 'auditor' }), path: '/policies' },
  { name: 'people', world: () => it(), path: '/people' },
  {
    name: 'enrolment',
    world: () => it(),
    path: '/people',
    act: async (page) => {
      await page
        .getByRole('button', { name: /Create enrolment link/ })
        .first()
        .click();
      await page.getByLabel('Link', { exact: true }).waitFor();
    },
  },
  { name: 'access-requests', world: () => it(), path: '/access-requests' },
  {
    name: 'audit',
    world: () => it(),
    path: '/audit',
    act: (page) => page.getByRole('button', { name: 'Details of entry 230' }).click(),
  },
  { name: 'alerts', world: busyWorld, path: '/alerts' },
  { name: 'alerts-small', world: busyWorld, path: '/alerts', dark: true, size: { width: 1024, height: 700 } },
  { name: 'rollout', world: busyWorld, path: '/policies' },
  { name: 'web-lists', world: busyWorld, path: '/web' },
  { name: 'web-lists-small', world: busyWorld, path: '/web', dark: true, size: { width: 1024, height: 700 } },
  {
    name: 'impact',
    world: busyWorld,
    path: '/policies',
    act: async (page) => {
      await editPolicy(page);
      await page.getByRole('button', { name: 'Review change' }).click();
    },
  },
  { name: 'help', world: () => it(), path: '/help-requests' },
  { name: 'help-dark', world: () => it(), path: '/help-requests', dark: true, size: { width: 1024, height: 700 } },
  {
    name: 'exceptions',
    world: () => it(),
    path: '/exceptions',
    size: { width: 1024, height: 700 },
  },
  {
    name: 'exception-ask',
    world: () => it(),
    path: '/exceptions',
    act: (page) => page.getByRole('button', { name: 'Make an exception' }).click(),
  },
  {
    name: 'policy-parameters',
    world: () => it(),
    path: '/policies',
    act: async (page) => {
      for (const name of ['System version', 'Remote access off', 'System protection', 'Browsers up to date'])
        await page.getByRole('switch', { name }).click();
      await page.getByRole('region', { name: 'System version' }).scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'policy-audience',
    world: () => it(),
    path: '/policies',
    dark: true,
    size: { width: 1024, height: 700 },
    act: async (page) => {
      await page.getByRole('button', { name: 'Add rules for some' }).click();
      await page.getByRole('button', { name: 'Add it' }).click();
      await page.getByRole('heading', { name: 'For some' }).scrollIntoViewIfNeeded();
    },
  },
  { name: 'my-laptop', world: () => createFakeWorld({ role: 'agent', devices: 1 }), path: '/my-laptop' },
  {
    name: 'palette',
    world: () => it(),
    path: '/floor',
    act: async (page) => {
      await page.keyboard.press('Control+k');
      await page.getByRole('combobox', { name: /agent/ }).fill('k');
    },
  },
  { name: 'pseudo', world: () => it(), path: `/floor/${uuid(10_001)}?locale=pseudo` },
  { name: 'pseudo-policies', world: () => it(), path: '/policies?locale=pseudo', size: { width: 1024, height: 700 } },
];

async function editPolicy(page: Page): Promise<void> {
  const disk = page.getByRole('region', { name: 'Disk encryption' });
  await disk.getByRole('radio', { name: 'Only report' }).check();
  await page.getByLabel('Block a site').fill('https://www.bigshare.example/login');
  await page.getByRole('button', { name: 'Add', exact: true }).first().click();
}

const [folder, ...names] = process.argv.slice(2);
if (folder === undefined)
  throw new Error('Name a folder for the pictures: node test/renderer/console/preview.ts FOLDER [NAME …]');
mkdirSync(folder, { recursive: true });
const built = mkdtempSync(join(tmpdir(), 'offhook-console-'));
await buildConsole(built);
const server = await startFakeServer(built);
const browser = await chromium.launch(CHROMIUM);
try {
  for (const state of STATES.filter(({ name }) => names.length === 0 || names.includes(name))) {
    server.setWorld(state.world());
    const context = await browser.newContext({
      viewport: state.size ?? { width: 1440, height: 900 },
      colorScheme: state.dark === true ? 'dark' : 'light',
      reducedMotion: 'reduce',
    });
    const page = await context.newPage();
    page.on('console', (message) => console.log(`${state.name}: ${message.type()}: ${message.text()}`));
    page.on('pageerror', (error) => console.log(`${state.name}: ${error.stack ?? error.message}`));
    page.setDefaultTimeout(5000);
    await page.goto(server.origin + state.path);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.waitForTimeout(400);
    await state.act?.(page).catch((error: unknown) => console.log(`${state.name}: ${String(error).split('\n')[0]}`));
    await page.waitForTimeout(250);
    await page.screenshot({ path: join(folder, `${state.name}.png`) });
    await context.close();
  }
} finally {
  await browser.close();
  await server.close();
  rmSync(built, { recursive: true, force: true });
}
