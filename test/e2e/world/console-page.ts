import { chromium, type Browser, type Page } from 'playwright';
import { expect } from 'playwright/test';
import { findChromium } from '../../../scripts/find-chromium.ts';

export const CHROMIUM_ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export async function openBrowser(args: readonly string[] = []): Promise<Browser> {
  const executablePath = findChromium();
  return chromium.launch({ args: [...CHROMIUM_ARGS, ...args], ...(executablePath === null ? {} : { executablePath }) });
}

/** Signs in for the first time: the one-time password, then one of their own. */
export async function signIn(browser: Browser, url: string, email: string, oneTimePassword: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  // A browser of our own knows nothing of the runner's limits.
  context.setDefaultTimeout(15_000);
  const page = await context.newPage();
  await page.goto(url);
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(oneTimePassword);
  await page.getByRole('button', { name: 'Sign in' }).click();
  const own = `${email} has four long words`;
  await page.getByLabel('One-time password').fill(oneTimePassword);
  await page.getByLabel('New password', { exact: true }).fill(own);
  await page.getByLabel('New password, once more').fill(own);
  await page.getByRole('button', { name: 'Save password' }).click();
  await expect(page.getByRole('navigation', { name: 'Console' })).toBeVisible();
  return page;
}
