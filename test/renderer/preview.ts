/**
 * Draws the agent's window in each named state: `node test/renderer/preview.ts [--out DIR] [--only TEXT] [--dark] [--size WxH] [--pseudo] [--rtl]`.
 * For people to look at; nothing is compared.
 */
import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright';
import { buildAndServe } from './support/built-pages.ts';
import { CHROMIUM, openState } from './support/open-state.ts';
import { previewStates } from './preview/states.ts';

const { values } = parseArgs({
  options: {
    out: { type: 'string', default: join(tmpdir(), 'offhook-preview') },
    only: { type: 'string', default: '' },
    dark: { type: 'boolean', default: false },
    pseudo: { type: 'boolean', default: false },
    rtl: { type: 'boolean', default: false },
    size: { type: 'string', default: '420x720' },
  },
});
const [width = 420, height = 720] = values.size.split('x').map(Number);
await mkdir(values.out, { recursive: true });
const pages = await buildAndServe('test/renderer/preview');
const browser = await chromium.launch(CHROMIUM);
try {
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: values.dark ? 'dark' : 'light',
    reducedMotion: 'reduce',
  });
  for (const name of Object.keys(previewStates(0)).filter((each) => each.includes(values.only))) {
    const page = await context.newPage();
    await openState(page, pages.url, name, {
      locale: values.pseudo ? 'pseudo' : 'en',
      dir: values.rtl ? 'rtl' : 'ltr',
    });
    await page.screenshot({ path: join(values.out, `${name}.png`) });
    await page.close();
  }
  console.log(`Drawn into ${values.out}`);
} finally {
  await browser.close();
  await pages.close();
}
