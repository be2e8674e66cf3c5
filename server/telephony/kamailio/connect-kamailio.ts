import type { SipCredential } from '../../../core/wire/device.ts';
import type { Telephony } from '../telephony.ts';
import { createKamailioTelephony } from './adapter.ts';
import { createEngineControl } from './engine-control.ts';
import type { EngineFiles } from './engine-files.ts';
import { createEngineRpc } from './rpc.ts';

const RPC_TIMEOUT_MS = 1500;
const POLL_MS = 1000;

export interface ConnectKamailioOptions {
  readonly files: EngineFiles;
  readonly iceServers?: SipCredential['iceServers'];
  readonly log: (message: string, error?: unknown) => void;
}

/** Telephony on a Kamailio that runs, or will, with these files. It need not be up yet. */
export function connectKamailio({ files, iceServers = [], log }: ConnectKamailioOptions): Telephony {
  const { settings } = files;
  const rpc = createEngineRpc({
    port: settings.rpcPort,
    key: files.rpcKey,
    timeoutMs: RPC_TIMEOUT_MS,
    fetch: globalThis.fetch,
  });
  const control = createEngineControl(rpc, (ms) => new Promise((resolve) => setTimeout(resolve, ms)));
  return createKamailioTelephony({
    control,
    sipSecret: files.sipSecret,
    domain: settings.domain,
    webSocketUrl: `wss://${settings.publicHost}:${settings.webSocketPort}/`,
    certificatePin: files.certificatePin,
    iceServers,
    nowUnix: () => Math.floor(Date.now() / 1000),
    pollMs: POLL_MS,
    log,
  });
}
