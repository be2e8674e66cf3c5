import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser, type Page } from 'playwright';
import { build } from 'vite';
import type { SipCredential } from '../../../../core/wire/device.ts';
import type { Call, Registration, SoftphoneState } from '../../../../renderer/agent/phone/softphone-state.ts';
import { createEngineControl } from '../../../../server/telephony/kamailio/engine-control.ts';
import { createEngineRpc } from '../../../../server/telephony/kamailio/rpc.ts';
import { startEngine, type Engine } from '../../../server/telephony/lab/engine.ts';
import type { Heard } from './phone-page.ts';

const HERE = dirname(fileURLToPath(import.meta.url));
/** Generous: other tests may keep both cores busy. Nothing here waits longer than what it waits for. */
const WAIT_MS = 20_000;

export interface PhoneLab {
  readonly engine: Engine;
  /** A page of its own with the softphone in it, not yet open. */
  addPhone(extension: string): Promise<LabPhone>;
  /** A credential that lies above all that was issued or revoked in this lab. */
  issue(extension: string, seconds?: number): SipCredential;
  revoke(extension: string, calls: 'cut' | 'leave'): Promise<void>;
  /** Whether the engine has a phone there. */
  isRegistered(extension: string): Promise<boolean>;
  stop(): Promise<void>;
}

export interface LabPhone {
  readonly page: Page;
  readonly extension: string;
  open(credential: SipCredential): Promise<void>;
  state(): Promise<SoftphoneState>;
  untilRegistration(state: Registration['state']): Promise<SoftphoneState>;
  untilCall(phase: Call['phase']): Promise<SoftphoneState>;
  heard(): Promise<Heard>;
  /** Resolves when more has been heard than before. */
  untilHears(): Promise<void>;
  /** Resolves when packets have come for a while and there was no sound in them. */
  untilHearsSilence(): Promise<void>;
  /** Resolves when no packet has come for a while. */
  untilHearsNothing(): Promise<void>;
}

export async function startPhoneLab(): Promise<PhoneLab> {
  const script = await bundlePage();
  const pages = createServer((request, response) => {
    const isScript = request.url === '/phone.js';
    response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html');
    response.end(isScript ? script : '<!doctype html><title>phone</title><script src="/phone.js"></script>');
  });
  await new Promise<void>((resolve) => pages.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(pages.address() as AddressInfo).port}`;
  const engine = await startEngine([origin]);
  const browser = await launchBrowser(engine.files.certificatePin);
  const { settings, rpcKey } = engine.files;
  const control = createEngineControl(
    createEngineRpc({ port: settings.rpcPort, key: rpcKey, timeoutMs: WAIT_MS, fetch: globalThis.fetch }),
    (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  );
  const lastExpiry = new Map<string, number>();
  return {
    engine,
    addPhone: (extension) => addPhone(browser, origin, extension),
    issue(extension, seconds = 60) {
      const nowUnix = Math.floor(Date.now() / 1000);
      const expiresAtUnix = Math.max(nowUnix + seconds, (lastExpiry.get(extension) ?? 0) + 1);
      lastExpiry.set(extension, expiresAtUnix);
      return engine.telephony.issue({ extension, expiresAtUnix, nowUnix });
    },
    async revoke(extension, calls) {
      const revocation = { extension, throughUnix: lastExpiry.get(extension) ?? 0 };
      engine.revocations.set(extension, revocation);
      await engine.telephony.revoke({ ...revocation, calls });
    },
    isRegistered: async (extension) => (await control.registrationLeft(extension)) !== null,
    async stop() {
      await browser.close();
      await engine.stop();
      await new Promise((resolve) => pages.close(resolve));
    },
  };
}

async function bundlePage(): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'silent',
    build: {
      write: false,
      minify: false,
      lib: { entry: join(HERE, 'phone-page.ts'), formats: ['iife'], name: 'phonePage' },
    },
  });
  const outputs = Array.isArray(result) ? result : [result];
  for (const output of outputs)
    if ('output' in output) for (const chunk of output.output) if (chunk.type === 'chunk') return chunk.code;
  throw new Error('the page of the softphone was not built');
}

function launchBrowser(pin: string): Promise<Browser> {
  const executablePath = process.env['OFFHOOK_CHROMIUM'] ?? '/usr/bin/chromium';
  return chromium.launch({
    executablePath,
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--use-fake-device-for-media-stream',
      '--use-fake-ui-for-media-stream',
      '--autoplay-policy=no-user-gesture-required',
      // Without another network card the only path between two pages is this one.
      '--allow-loopback-in-peer-connection',
      // Trusts this one key and no other.
      `--ignore-certificate-errors-spki-list=${Buffer.from(pin, 'base64url').toString('base64')}`,
    ],
  });
}

async function addPhone(browser: Browser, origin: string, extension: string): Promise<LabPhone> {
  const context = await browser.newContext({ permissions: ['microphone'] });
  const page = await context.newPage();
  await page.goto(origin);
  const state = () => page.evaluate(() => window.lab.phone.state);
  const heard = () => page.evaluate(() => window.lab.heard());
  return {
    page,
    extension,
    state,
    heard,
    open: (credential) => page.evaluate((given) => window.lab.open(given), credential),
    async untilRegistration(wanted) {
      await page.waitForFunction((expected) => window.lab.phone.state.registration.state === expected, wanted, {
        polling: 10,
        timeout: WAIT_MS,
      });
      return state();
    },
    async untilCall(wanted) {
      await page.waitForFunction((expected) => window.lab.phone.state.call?.phase === expected, wanted, {
        polling: 10,
        timeout: WAIT_MS,
      });
      return state();
    },
    async untilHears() {
      const before = await heard();
      await page.waitForFunction(
        async ({ packets, energy }) => {
          const now = await window.lab.heard();
          return now.packets > packets + 10 && now.energy > energy;
        },
        before,
        { polling: 50, timeout: WAIT_MS },
      );
    },
    async untilHearsSilence() {
      await page.waitForFunction(
        async () => {
          const before = await window.lab.heard();
          await new Promise((resolve) => setTimeout(resolve, 1000));
          const now = await window.lab.heard();
          return now.packets > before.packets + 20 && now.energy - before.energy < 1e-6;
        },
        null,
        { polling: 50, timeout: WAIT_MS },
      );
    },
    async untilHearsNothing() {
      await page.waitForFunction(
        async () => {
          const before = await window.lab.heard();
          await new Promise((resolve) => setTimeout(resolve, 600));
          return (await window.lab.heard()).packets === before.packets;
        },
        null,
        { polling: 50, timeout: WAIT_MS },
      );
    },
  };
}
