import { toWireError } from '../../core/errors.ts';
import { INVOKE_CHANNELS } from '../../core/ipc/channels.ts';
import { invokes } from '../../core/ipc/contract.ts';
import type { Handlers, IpcReply } from '../../core/ipc/define.ts';
import { parseOrThrow } from '../../core/parse.ts';
import { errorName, type Logger } from '../client/logger.ts';
import { ipcMain } from './ipc-main.ts';
import { assertTrusted } from './trusted-sender.ts';

export interface RegisterDeps {
  /** The id of our window's web contents; null while there is no window. */
  readonly ownContentsId: () => number | null;
  readonly log: Logger;
}

type Channel = keyof typeof invokes;

/** Puts a handler on every channel of the contract. A missing one is a compile error. Gives back how to take them away. */
export function registerHandlers(handlers: Handlers<typeof invokes>, deps: RegisterDeps): () => void {
  for (const channel of INVOKE_CHANNELS) {
    ipcMain.handle(channel, async (event, raw: unknown): Promise<IpcReply<unknown>> => {
      try {
        assertTrusted(event, deps.ownContentsId());
        return { ok: true, value: await answer(handlers, channel, raw) };
      } catch (error) {
        deps.log.warn('a request of the window was refused or failed', { channel, error: errorName(error) });
        return { ok: false, error: toWireError(error) };
      }
    });
  }
  return () => {
    for (const channel of INVOKE_CHANNELS) ipcMain.removeHandler(channel);
  };
}

async function answer(handlers: Handlers<typeof invokes>, channel: Channel, raw: unknown): Promise<unknown> {
  const { args, result } = invokes[channel];
  // Arguments and handler belong to the same key; TypeScript can't see that through the union.
  const handler = handlers[channel] as (args: unknown) => Promise<unknown>;
  // Parsed on the way out as well: a field that is not in the contract must not reach the page.
  return result.parse(await handler(parseOrThrow(args, raw, 'request')));
}
