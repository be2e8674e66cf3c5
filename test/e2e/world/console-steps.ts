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
  // By its name: what was done is told in a toast, which is a dialog, too.
  const review = page.getByRole('dialog', { name: 'Review before publishing' });
  await review.getByRole('textbox').fill(note);
  await review.getByRole('button', { name: /^Publish/ }).click();
  await expect(review).toBeHidden();
}
