import { writeFile } from 'node:fs/promises';
import { _electron as electron, type Page } from 'playwright';
import type { LaunchedClient, LaunchOptions } from './client.ts';

const PATIENCE_MS = 8000;
/** Generous: a world's other processes keep both cores busy while this one starts. */
const START_MS = 90_000;

export async function launchOnElectron(binary: string, options: LaunchOptions): Promise<LaunchedClient> {
  // Chromium refuses to run as root with its sandbox; everywhere else the sandbox is part of what is tested.
  const chromiumSandbox = process.getuid?.() !== 0;
  const inherited = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const app = await electron.launch({
    executablePath: binary,
    args: [...(options.chromiumArgs ?? []), options.main, '--user-data', options.userData, ...(options.args ?? [])],
    env: { ...Object.fromEntries(inherited.filter(([name]) => name !== 'ELECTRON_RUN_AS_NODE')), ...options.env },
    chromiumSandbox,
    timeout: START_MS,
  });
  const lines: string[] = [];
  const child = app.process();
  child.stderr
    ?.setEncoding('utf8')
    .on('data', (text: string) => lines.push(...text.split('\n').filter((line) => line !== '')));
  app.on('window', (page) => {
    page.on('console', (message) => lines.push(`console.${message.type()}: ${message.text()}`));
    page.on('pageerror', (error) => lines.push(`page error: ${error.stack ?? error.message}`));
  });
  const isOurs = (page: Page): boolean => page.url().startsWith('app:');
  const window = async (): Promise<Page> =>
    app.windows().find(isOurs) ?? (await app.waitForEvent('window', { predicate: isOurs, timeout: START_MS }));
  return {
    kind: 'electron',
    pid: child.pid ?? 0,
    window,
    workPage: async () => app.windows().find((page) => !isOurs(page)) ?? null,
    screenshot: async (path) => {
      // Playwright's own picture of the page would leave the work browser's view out.
      const picture = await app.evaluate(async ({ BrowserWindow }) => {
        const [first] = BrowserWindow.getAllWindows();
        return first === undefined ? null : (await first.capturePage()).toPNG().toString('base64');
      });
      if (picture === null) throw new Error(`${options.label} has no window to draw`);
      await writeFile(path, Buffer.from(picture, 'base64'));
    },
    power: async (event) => void (await app.evaluate(({ powerMonitor }, name) => powerMonitor.emit(name), event)),
    log: async () => lines,
    stop: async () => {
      const insist = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS);
      await app.close().catch(() => undefined);
      clearTimeout(insist);
    },
  };
}
