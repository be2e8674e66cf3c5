import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe } from 'vitest';
import { connectKamailio } from '../../../../server/telephony/kamailio/connect-kamailio.ts';
import { prepareEngineFiles, type EngineFiles } from '../../../../server/telephony/kamailio/engine-files.ts';
import { findKamailio } from '../../../../server/telephony/kamailio/find-kamailio.ts';
import { startKamailio, type EngineProcess } from '../../../../server/telephony/kamailio/process.ts';
import { freePort } from '../../../support/free-port.ts';
import type { Revocation, Telephony } from '../../../../server/telephony/telephony.ts';

const kamailio = await findKamailio({ platform: process.platform, searchPath: process.env['PATH'] });

if (!kamailio.found) console.warn(`Tests with the phone engine are skipped. ${kamailio.advice}`);
/** Needs the real engine: skipped, and said so, where there is none. */
export const describeWithKamailio: (name: string, tests: () => void) => void = Reflect.apply(
  describe.skipIf,
  describe,
  [!kamailio.found],
);

export interface Engine {
  readonly files: EngineFiles;
  readonly telephony: Telephony;
  /** What a restarted engine is told again. */
  readonly revocations: Map<string, Revocation>;
  readonly process: () => EngineProcess;
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** The real engine, with the product's own configuration. */
export async function startEngine(allowedOrigins: readonly string[]): Promise<Engine> {
  if (!kamailio.found) throw new Error(kamailio.advice);
  const folder = await mkdtemp(join(tmpdir(), 'offhook-engine-'));
  const files = await prepareEngineFiles({
    folder,
    settings: {
      domain: 'phone.test',
      webSocketPort: await freePort(),
      rpcPort: await freePort(),
      allowedOrigins: ['app://ui', ...allowedOrigins],
    },
    modulesFolder: kamailio.modulesFolder,
    hostname: 'localhost',
    now: () => new Date(),
    randomBytes,
  });
  const controller = new AbortController();
  const start = () => startKamailio({ binary: kamailio.binary, files, signal: controller.signal });
  let running = await start();
  const revocations = new Map<string, Revocation>();
  const telephony = connectKamailio({ files, log: () => undefined });
  telephony.liveRevocations(() => Promise.resolve([...revocations.values()]));
  await untilReady(telephony);
  return {
    files,
    telephony,
    revocations,
    process: () => running,
    async restart() {
      await running.stop();
      running = await start();
    },
    async stop() {
      await telephony.close();
      await running.stop();
      await rm(folder, { recursive: true });
    },
  };
}

export function untilReady(telephony: Telephony): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (telephony.engine().state !== 'ready') return;
      stop();
      resolve();
    };
    const stop = telephony.onEngineChange(look);
    look();
  });
}
