import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, isAbsolute, join } from 'node:path';
import type * as Electron from 'electron';
import { z } from 'zod';
import { launchChromium } from './chromium.ts';
import { guardRequests } from './requests.ts';
import { report, runtime, settings } from './runtime.ts';
import { claimSingleInstance, type Claim } from './single-instance.ts';
import { createEvent, NotOffered, StrictEmitter } from './strict.ts';

const EVENTS = [
  'second-instance',
  'window-all-closed',
  'before-quit',
  'will-quit',
  'activate',
  'web-contents-created',
  'open-url',
  'ready',
];

type Offered = Pick<
  Electron.App,
  | 'whenReady'
  | 'quit'
  | 'exit'
  | 'getPath'
  | 'setPath'
  | 'getVersion'
  | 'requestSingleInstanceLock'
  | 'enableSandbox'
  | 'setAsDefaultProtocolClient'
  | 'getLocale'
  | 'setAppUserModelId'
>;

const packageSchema = z.object({ name: z.string().default('app'), version: z.string().default('0.0.0') });

/** As Electron reads it: the nearest package.json above the main script. */
function readPackage(from: string): z.infer<typeof packageSchema> {
  const path = join(from, 'package.json');
  if (existsSync(path)) return packageSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  return dirname(from) === from ? packageSchema.parse({}) : readPackage(dirname(from));
}

function appData(): string {
  if (process.platform === 'win32') return process.env['APPDATA'] ?? join(homedir(), 'AppData', 'Roaming');
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support');
  return process.env['XDG_CONFIG_HOME'] ?? join(homedir(), '.config');
}

/** Where browsers put files unless the user chose another place. Electron doesn't make it either. */
function downloadsFolder(): string {
  return join(homedir(), 'Downloads');
}

/** How a quit looks at the windows, without knowing what a window is. */
export interface Windows {
  /** Asks each window to close; false when one of them prevented it. */
  closeAll(): boolean;
  destroyAll(): void;
}

class App extends StrictEmitter implements Offered {
  readonly #package = readPackage(dirname(process.argv[1] ?? process.cwd()));
  #userData: string | null = null;
  #windows: Windows | null = null;
  #claim: Claim | null = null;
  #beforeExit: () => Promise<void> = () => Promise.resolve();
  readonly #ready: Promise<void>;

  constructor() {
    super('app', EVENTS);
    this.#ready = new Promise<void>((resolve, reject) => {
      // After the main script and all that it imports have run, as in Electron.
      setTimeout(() => void this.#launch().then(resolve, reject), 0);
    });
    this.#ready.catch(() => undefined);
  }

  async #launch(): Promise<void> {
    if (runtime.isQuitting) return await new Promise<never>(() => undefined);
    try {
      const chromium = await launchChromium(settings);
      runtime.chromium = chromium;
      chromium.browser.on('disconnected', () => this.#lostChromium());
      await guardRequests();
    } catch (error) {
      report(`Chromium could not be started: ${error instanceof Error ? error.message : String(error)}`);
      process.exit(1);
    }
    if (runtime.isQuitting) return await new Promise<never>(() => undefined);
    runtime.isReady = true;
    this.emit('ready', createEvent({}));
    return undefined;
  }

  #lostChromium(): void {
    if (runtime.isQuitting) return;
    report('Chromium has ended, so the app ends too.');
    process.exit(1);
  }

  /** For the stand-in's own parts; a product that asks gets the refusal of any unknown name. */
  static wire(app: App, windows: Windows, beforeExit: () => Promise<void>): void {
    app.#windows = windows;
    app.#beforeExit = beforeExit;
  }

  get isPackaged(): boolean {
    return false;
  }

  whenReady(): Promise<void> {
    return this.#ready;
  }

  quit(): void {
    if (runtime.isQuitting) return;
    const before = createEvent({});
    this.emit('before-quit', before);
    if (before.defaultPrevented) return;
    runtime.isQuitting = true;
    const will = createEvent({});
    const goes = (this.#windows?.closeAll() ?? true) && (this.emit('will-quit', will), !will.defaultPrevented);
    if (goes) this.exit(0);
    else runtime.isQuitting = false;
  }

  exit(code = 0): void {
    runtime.isQuitting = true;
    this.#windows?.destroyAll();
    // Chromium that hangs must not keep the app: Playwright kills it when this process exits.
    setTimeout(() => process.exit(code), 4000).unref();
    const steps = [
      this.#beforeExit,
      async () => await this.#claim?.release(),
      async () => await runtime.chromium?.browser.close(),
    ];
    void Promise.allSettled(steps.map((step) => step())).then(() => process.exit(code));
  }

  getPath(name: Parameters<Offered['getPath']>[0]): string {
    if (name === 'downloads') return downloadsFolder();
    if (name !== 'userData') throw new NotOffered(`app.getPath('${name}')`);
    const argument = process.argv.find((arg) => arg.startsWith('--user-data-dir='))?.slice('--user-data-dir='.length);
    this.#userData ??= argument ?? settings.USER_DATA ?? join(appData(), this.#package.name);
    mkdirSync(this.#userData, { recursive: true });
    return this.#userData;
  }

  setPath(name: string, path: string): void {
    if (name !== 'userData') throw new NotOffered(`app.setPath('${name}')`);
    if (!isAbsolute(path)) throw new Error('Path must be absolute');
    if (runtime.isReady || this.#claim !== null)
      throw new Error('Set userData before the app is ready and before the single instance lock');
    this.#userData = path;
  }

  getVersion(): string {
    return this.#package.version;
  }

  getLocale(): string {
    if (!runtime.isReady) throw new Error('app.getLocale() is empty until the app is ready');
    return Intl.DateTimeFormat().resolvedOptions().locale;
  }

  enableSandbox(): void {
    if (runtime.isReady) throw new Error('app.enableSandbox() can only be called before app is ready');
  }

  setAppUserModelId(id: string): void {
    if (typeof id !== 'string' || id === '') throw new TypeError('setAppUserModelId needs an id');
  }

  setAsDefaultProtocolClient(scheme: string, path?: string, args?: string[]): boolean {
    if (!/^[a-z][a-z0-9+.-]*$/.test(scheme)) throw new TypeError(`"${scheme}" is no scheme`);
    if (path !== undefined && typeof path !== 'string') throw new TypeError('The path must be a string');
    if (args !== undefined && !Array.isArray(args)) throw new TypeError('The arguments must be a list');
    // A preview must not take links of the machine over.
    return false;
  }

  requestSingleInstanceLock(additionalData?: Record<string, unknown>): boolean {
    if (this.#claim !== null) return true;
    const announce = (argv: string[], workingDirectory: string, data: unknown): void => {
      this.emit('second-instance', createEvent({}), argv, workingDirectory, data);
    };
    const outcome = claimSingleInstance(this.getPath('userData'), additionalData ?? null, announce);
    if (outcome.kind === 'first') this.#claim = outcome.claim;
    else this.#beforeExit = () => outcome.told;
    return outcome.kind === 'first';
  }
}

export const app = new App();

export function wireApp(windows: Windows, beforeExit: () => Promise<void>): void {
  App.wire(app, windows, beforeExit);
}
