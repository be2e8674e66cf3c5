import type { Locator, Page } from 'playwright';
import { expect } from 'playwright/test';

/** The row of one agent on the supervisor's floor. */
export function floorRow(page: Page, agent: string): Locator {
  return page.getByRole('row').filter({ hasText: agent });
}

/** What IT does in the console to change one value. */
export async function changeVpnLevel(page: Page, level: 'Close the phone' | 'Warn', note: string): Promise<void> {
  await page.getByRole('link', { name: /^Policies/ }).click();
  const check = page.getByRole('region', { name: 'Company VPN' });
  await check.getByRole('radio', { name: level }).check();
  await page.getByRole('button', { name: 'Review change' }).click();
  await page.getByRole('dialog').getByRole('textbox').fill(note);
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Publish/ })
    .click();
  await expect(page.getByRole('dialog')).toBeHidden();
}
