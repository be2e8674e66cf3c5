/** Draws every bitmap of assets/icons from its SVGs: `node scripts/icons.ts`. The results are kept in the repository. */
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright';
import { ensureBrowser } from './ensure-browser.ts';
import { icnsOf, icoOf } from './icon-containers.ts';

const FOLDER = join(import.meta.dirname, '../assets/icons');
/** What Windows, macOS and Linux between them ask for. */
const SIZES = [16, 24, 32, 48, 64, 128, 256, 512, 1024];

async function draw(page: Page, svg: string, size: number): Promise<Buffer> {
  await page.setViewportSize({ width: size, height: size });
  const image = `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`;
  await page.setContent(
    `<body style="margin:0"><img src="${image}" width="${size}" height="${size}" style="display:block"></body>`,
  );
  return page.screenshot({ omitBackground: true });
}

/** macOS paints a template itself, from its alpha alone: https://www.electronjs.org/docs/latest/api/native-image#template-image-macos */
function asTemplate(svg: string): string {
  return svg.replaceAll(/"#[0-9a-f]{6}"/g, '"#000000"');
}

async function drawApp(page: Page): Promise<void> {
  const svg = readFileSync(join(FOLDER, 'icon.svg'), 'utf8');
  const images = new Map<number, Buffer>();
  for (const size of SIZES) images.set(size, await draw(page, svg, size));
  writeFileSync(join(FOLDER, 'icon.png'), imageOf(images, 512));
  for (const [size, png] of images) writeFileSync(join(FOLDER, 'sizes', `${size}x${size}.png`), png);
  writeFileSync(join(FOLDER, 'icon.ico'), icoOf(images));
  writeFileSync(join(FOLDER, 'icon.icns'), icnsOf(images));
}

function imageOf(images: ReadonlyMap<number, Buffer>, size: number): Buffer {
  const image = images.get(size);
  if (image === undefined) throw new Error(`size ${size} was not drawn`);
  return image;
}

async function drawTray(page: Page): Promise<void> {
  const folder = join(FOLDER, 'tray');
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.svg'))) {
    const svg = readFileSync(join(folder, file), 'utf8');
    const name = file.slice(0, -'.svg'.length);
    for (const [suffix, size] of [['', 16] as const, ['@2x', 32] as const]) {
      writeFileSync(join(folder, `${name}${suffix}.png`), await draw(page, svg, size));
      writeFileSync(join(folder, `${name}Template${suffix}.png`), await draw(page, asTemplate(svg), size));
    }
  }
}

const browser = await chromium.launch({ executablePath: ensureBrowser(), chromiumSandbox: process.getuid?.() !== 0 });
try {
  const page = await browser.newPage();
  await drawApp(page);
  await drawTray(page);
} finally {
  await browser.close();
}
