import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright';
import { ensureBrowser } from './ensure-browser.ts';

/** `npm run screenshots`: the pictures of the README and the guides, from the pages' own previews. */
const root = join(import.meta.dirname, '..');
const target = join(root, 'docs', 'screenshots');
const AGENT = ['home-ready', 'home-blocked', 'phone-active', 'web-blocked', 'privacy-measured'];
const CONSOLE = ['floor', 'floor-detail', 'policy-review'];

function draw(script: string, args: readonly string[]): void {
  const result = spawnSync(process.execPath, [join(root, script), ...args], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (result.status !== 0) throw new Error(`${script} could not draw its pages`);
}

function embedded(file: string): string {
  return `data:image/png;base64,${readFileSync(file).toString('base64')}`;
}

/** The console with the client before it, as the README's first picture shows them. */
async function drawOverview(consolePicture: string, clientPicture: string): Promise<void> {
  const browser = await chromium.launch({ executablePath: ensureBrowser(), args: ['--no-sandbox'] });
  const page = await browser.newPage({ viewport: { width: 1600, height: 960 } });
  await page.setContent(`<!doctype html><style>
    body { margin: 0; width: 1600px; height: 960px; position: relative; background: #e9e6f5; }
    img { position: absolute; border-radius: 10px; box-shadow: 0 10px 40px rgb(40 30 90 / 22%); }
  </style><img style="left:40px;top:40px;width:1290px" src="${embedded(consolePicture)}"><img style="right:40px;bottom:40px;width:420px" src="${embedded(clientPicture)}">`);
  await page.screenshot({ path: join(target, 'overview.png') });
  await browser.close();
}

const drawn = mkdtempSync(join(tmpdir(), 'offhook-pictures-'));
mkdirSync(target, { recursive: true });
draw('test/renderer/preview.ts', ['--out', join(drawn, 'agent')]);
draw('test/renderer/console/preview.ts', [join(drawn, 'console'), ...CONSOLE]);
for (const name of AGENT) copyFileSync(join(drawn, 'agent', `${name}.png`), join(target, `client-${name}.png`));
for (const name of CONSOLE) copyFileSync(join(drawn, 'console', `${name}.png`), join(target, `console-${name}.png`));
await drawOverview(join(drawn, 'console', 'floor.png'), join(drawn, 'agent', 'home-blocked.png'));
rmSync(drawn, { recursive: true, force: true });
process.stdout.write(`Drawn into ${target}\n`);
