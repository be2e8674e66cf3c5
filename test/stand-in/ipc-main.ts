import type * as Electron from 'electron';
import { createCodec } from './codec.ts';
import type { PageReply } from './page-protocol.ts';
import { report } from './runtime.ts';
import { createEvent, strict } from './strict.ts';
import type { WebFrame } from './web-frame.ts';

type InvokeHandler = Parameters<Electron.IpcMain['handle']>[1];

const codec = createCodec();
const handlers = new Map<string, InvokeHandler>();

export const ipcMain = strict('ipcMain', {
  handle(channel: string, handler: InvokeHandler): void {
    if (typeof channel !== 'string' || channel === '') throw new TypeError('ipcMain.handle needs a channel');
    if (handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`);
    if (typeof handler !== 'function')
      throw new TypeError(`Expected handler to be a function, but found type '${typeof handler}'`);
    handlers.set(channel, handler);
  },
  removeHandler(channel: string): void {
    handlers.delete(channel);
  },
});

export interface Invocation {
  readonly channel: string;
  readonly args: string;
  readonly sender: unknown;
  readonly senderFrame: WebFrame | null;
}

/** Answers one `ipcRenderer.invoke`. The words of the errors are Electron's (lib/browser/api/web-contents.ts). */
export async function answerInvoke({ channel, args, sender, senderFrame }: Invocation): Promise<PageReply> {
  const handler = handlers.get(channel);
  try {
    if (handler === undefined) throw new Error(`No handler registered for '${channel}'`);
    const event = createEvent({ type: 'frame', processId: 1, frameId: 1, sender, senderFrame });
    const list = codec.decode(args) as unknown[];
    const result: unknown = await handler(event as unknown as Electron.IpcMainInvokeEvent, ...list);
    return { type: 'result', value: codec.encode(result) };
  } catch (error) {
    report(`Error occurred in handler for '${channel}': ${String(error)}`);
    return { type: 'error', message: String(error) };
  }
}
