import { hostname } from 'node:os';
import { join } from 'node:path';
import { AppError } from '../core/errors.ts';
import type { StartTelephony } from './config.ts';
import { connectKamailio } from './telephony/kamailio/connect-kamailio.ts';
import { prepareEngineFiles } from './telephony/kamailio/engine-files.ts';
import { findKamailio } from './telephony/kamailio/find-kamailio.ts';
import { startKamailio } from './telephony/kamailio/process.ts';
import { createNoEngine } from './telephony/no-engine.ts';
import type { RandomBytes } from './random.ts';

export interface LocalPhoneEngineOptions {
  /** Secure WebSocket for phones, and the control plane's own port on loopback. */
  readonly webSocketPort: number;
  readonly rpcPort: number;
  /** Address to listen on for phones, and the name by which they reach it. */
  readonly listenAddress: string;
  readonly publicHost: string;
  readonly searchPath: string | undefined;
  readonly randomBytes: RandomBytes;
  /** One line for people: what is missing and how to get it, or what the engine's end was. */
  readonly tell: (sentence: string) => void;
}

/** A Kamailio on this machine that lives as long as the server. Without one the server still runs, and phones say why not. */
export function localPhoneEngine(options: LocalPhoneEngineOptions): StartTelephony {
  return async ({ dataFolder }) => {
    const search = await findKamailio({ platform: process.platform, searchPath: options.searchPath });
    if (!search.found) {
      options.tell(search.advice);
      return createNoEngine('not-installed');
    }
    const { webSocketPort, rpcPort, listenAddress, publicHost, randomBytes, tell } = options;
    const files = await prepareEngineFiles({
      folder: join(dataFolder, 'phone-engine'),
      settings: { domain: 'phones.offhook.invalid', webSocketPort, rpcPort, listenAddress, publicHost },
      modulesFolder: search.modulesFolder,
      hostname: hostname(),
      now: () => new Date(),
      randomBytes,
    });
    const stopping = new AbortController();
    const engine = await startKamailio({ binary: search.binary, files, signal: stopping.signal }).catch(
      (error: unknown) => {
        throw new AppError('UNAVAILABLE', `The phone engine did not start: ${(error as Error).message}`, {
          cause: error,
        });
      },
    );
    void tellEnd(engine.ended, stopping.signal, tell);
    const telephony = connectKamailio({ files, log: (message) => tell(message) });
    return {
      ...telephony,
      async close() {
        await telephony.close();
        stopping.abort();
        await engine.stop();
      },
    };
  };
}

async function tellEnd(
  ended: Promise<{ readonly lastWords: string }>,
  stopping: AbortSignal,
  tell: (sentence: string) => void,
): Promise<void> {
  const { lastWords } = await ended;
  if (!stopping.aborted)
    tell(`The phone engine has ended by itself, so phones are closed. Its last words: ${lastWords}`);
}
