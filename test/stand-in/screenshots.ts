import { createHash } from 'node:crypto';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BrowserWindow, windows } from './browser-window.ts';
import { decodePng, drawOver, encodePng } from './png.ts';
import { report, runtime } from './runtime.ts';
import { WebContentsView } from './web-contents-view.ts';

/** A window as a person would see it: its page, and over it each visible view at its bounds. Null when it has gone. */
export async function captureWindow(window: BrowserWindow): Promise<Buffer | null> {
  const { host, views } = BrowserWindow.stateOf(window);
  const base = await host.screenshot();
  const shown = views
    .map((view) => WebContentsView.stateOf(view))
    .filter(({ isVisible, bounds }) => isVisible && bounds.width > 0 && bounds.height > 0);
  if (base === null || shown.length === 0) return base;
  const picture = decodePng(base);
  for (const { host: viewHost, bounds } of shown) {
    const above = await viewHost.screenshot();
    if (above !== null) drawOver(picture, decodePng(above), bounds);
  }
  return encodePng(picture);
}

const SETTLE_MS = 400;

function fileName(window: BrowserWindow): string {
  const { id, title } = BrowserWindow.stateOf(window);
  const time = new Date().toISOString().replaceAll(':', '-').replace('T', '_').replace('Z', '');
  const name = title.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '');
  return `${time}-${id}-${name === '' ? 'window' : name.slice(0, 60)}.png`;
}

/** Saves a picture of each visible window whenever it looks another way than in its last one. */
export function keepScreenshots(folder: string): void {
  const last = new WeakMap<BrowserWindow, string>();
  let timer: NodeJS.Timeout | null = null;
  let running: Promise<void> = Promise.resolve();
  const save = async (): Promise<void> => {
    await mkdir(folder, { recursive: true });
    for (const window of windows) {
      if (!window.isVisible()) continue;
      const picture = await captureWindow(window);
      if (picture === null) continue;
      const hash = createHash('sha256').update(picture).digest('hex');
      if (last.get(window) === hash) continue;
      last.set(window, hash);
      await writeFile(join(folder, fileName(window)), picture);
      // By a rename, so that whoever looks at the latest one never sees half of it.
      await writeFile(join(folder, '.latest.png'), picture);
      await rename(join(folder, '.latest.png'), join(folder, 'latest.png'));
    }
  };
  runtime.onVisibleChange = () => {
    if (timer !== null) clearTimeout(timer);
    timer = setTimeout(() => {
      running = running.then(save).catch((error: unknown) => {
        if (!runtime.isQuitting) report(`No screenshot could be saved: ${String(error)}`);
      });
    }, SETTLE_MS);
  };
}
