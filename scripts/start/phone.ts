import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import { join } from 'node:path';
import type { StartTelephony } from '../../server/config.ts';
import { connectKamailio } from '../../server/telephony/kamailio/connect-kamailio.ts';
import { prepareEngineFiles } from '../../server/telephony/kamailio/engine-files.ts';
import { findKamailio } from '../../server/telephony/kamailio/find-kamailio.ts';
import { startKamailio, type EngineProcess } from '../../server/telephony/kamailio/process.ts';
import { createNoEngine } from '../../server/telephony/no-engine.ts';

export interface PhoneInput {
  readonly dataFolder: string;
  readonly webSocketPort: number;
  readonly rpcPort: number;
  readonly signal: AbortSignal;
  readonly say: (line: string) => void;
}

export interface Phone {
  /** What the server is started with. */
  readonly telephony: StartTelephony;
  /** null when there is no Kamailio on this machine. */
  readonly engine: EngineProcess | null;
}

/** Starts the phone engine where there is one; says in one line how to get it where there is none. */
export async function startPhone({ dataFolder, webSocketPort, rpcPort, signal, say }: PhoneInput): Promise<Phone> {
  const kamailio = await findKamailio({ platform: process.platform, searchPath: process.env['PATH'] });
  if (!kamailio.found) {
    say(`No calls: ${kamailio.advice}`);
    return { telephony: async () => createNoEngine('not-installed'), engine: null };
  }
  const files = await prepareEngineFiles({
    folder: join(dataFolder, 'phone'),
    settings: { domain: 'phone.offhook.internal', webSocketPort, rpcPort },
    modulesFolder: kamailio.modulesFolder,
    hostname: hostname(),
    now: () => new Date(),
    randomBytes,
  });
  const engine = await startKamailio({ binary: kamailio.binary, files, signal });
  return { telephony: async () => connectKamailio({ files, log: (message) => say(`Phone engine: ${message}`) }), engine };
}
