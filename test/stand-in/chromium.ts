import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium, type Browser, type CDPSession } from 'playwright';
import { findChromium } from '../../scripts/find-chromium.ts';
import type { Settings } from './settings.ts';

export interface Chromium {
  readonly browser: Browser;
  /** Speaks to the browser as a whole: its targets and every request of every page. */
  readonly cdp: CDPSession;
  /** `http://127.0.0.1:port` of the DevTools protocol; null unless OFFHOOK_STAND_IN_CDP_PORT asks for it. */
  readonly endpoint: string | null;
}

const ARGS = [
  '--enable-automation',
  '--disable-quic',
  '--no-first-run',
  '--disable-component-update',
  '--disable-sync',
  '--disable-background-networking',
];

/** One Chromium for one app. It ends with this process: Playwright holds it by a pipe. */
export async function launchChromium(settings: Settings): Promise<Chromium> {
  const executablePath = findChromium();
  if (executablePath === null) {
    throw new Error(
      'There is no Chromium, Chrome or Edge here to draw windows in. Install one, or name it in OFFHOOK_STAND_IN_CHROMIUM',
    );
  }
  const port = settings.CDP_PORT;
  const debugging = port === undefined ? [] : [`--remote-debugging-port=${port}`];
  const options = {
    executablePath,
    headless: !settings.HEADED,
    args: [...ARGS, ...debugging, ...settings.EXTRA_ARGS],
    // The app's own quit ends Chromium; Playwright's signal handlers would end the app before that.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  };
  const browser = await launchSandboxed(options, settings);
  const cdp = await browser.newBrowserCDPSession();
  return { browser, cdp, endpoint: port === undefined ? null : await endpointOf(cdp) };
}

type Options = NonNullable<Parameters<typeof chromium.launch>[0]>;

async function launchSandboxed(options: Options, settings: Settings): Promise<Browser> {
  // Chromium refuses to start as root with its sandbox on.
  const isRoot = process.getuid?.() === 0;
  if (isRoot || settings.EXTRA_ARGS.includes('--no-sandbox'))
    return await chromium.launch({ ...options, chromiumSandbox: false });
  try {
    return await chromium.launch({ ...options, chromiumSandbox: true });
  } catch (error) {
    if (!(error instanceof Error) || !/sandbox/i.test(error.message)) throw error;
    process.stderr.write("Chromium's own sandbox can't start on this machine, so the preview runs without it.\n");
    return await chromium.launch({ ...options, chromiumSandbox: false });
  }
}

async function endpointOf(cdp: CDPSession): Promise<string> {
  const { arguments: args } = await cdp.send('Browser.getBrowserCommandLine');
  const profile = args.find((arg) => arg.startsWith('--user-data-dir='))?.slice('--user-data-dir='.length) ?? '';
  const file = join(profile, 'DevToolsActivePort');
  // Chromium writes the file a moment after it listens, and not in one go.
  for (let tries = 0; tries < 200; tries += 1) {
    const port = /^(\d+)\n/.exec(await readFile(file, 'utf8').catch(() => ''))?.[1];
    if (port !== undefined) return `http://127.0.0.1:${port}`;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error(`Chromium did not say at which port it listens (${file})`);
}
