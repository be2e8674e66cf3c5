import { existsSync } from 'node:fs';
import type { LaunchOptions, Page } from 'playwright';
import { previewStates } from '../preview/states.ts';

const INSTALLED = ['/usr/bin/chromium', '/usr/bin/google-chrome', '/usr/bin/chromium-browser'].find((path) =>
  existsSync(path),
);

/** Playwright's own browser unless the system has one. */
export const CHROMIUM: LaunchOptions = {
  ...(INSTALLED === undefined ? {} : { executablePath: INSTALLED }),
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
};

export interface Look {
  readonly locale?: 'en' | 'pseudo';
  readonly dir?: 'ltr' | 'rtl';
}

/** Opens the preview in a named state and presses what brings it there. Throws on any error or CSP refusal in the page. */
export async function openState(
  page: Page,
  url: string,
  name: string,
  { locale = 'en', dir = 'ltr' }: Look = {},
): Promise<void> {
  const complaints: string[] = [];
  page.removeAllListeners('pageerror').on('pageerror', (error) => complaints.push(error.message));
  page.removeAllListeners('console').on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  await page.goto(`${url}?state=${name}&locale=${locale}&dir=${dir}`);
  await page
    .locator('h1')
    .first()
    .waitFor({ timeout: 10_000 })
    .catch((error: unknown) => {
      throw new Error(`${name} was not drawn: ${complaints.join('; ')}`, { cause: error });
    });
  await page.evaluate(() => document.fonts.ready);
  // In the made-up language the buttons have other names; what they open is looked at in English.
  if (locale === 'en')
    for (const button of previewStates(0)[name]?.press ?? [])
      await page
        .getByRole(/^(Sent|Never|For IT)$/.test(button) ? 'tab' : 'button', { name: button, exact: true })
        .click();
  await page.mouse.move(0, 0);
  if (complaints.length > 0) throw new Error(`${name}: ${complaints.join('; ')}`);
}
