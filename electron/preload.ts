import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron';
import { EVENT_CHANNELS, INVOKE_CHANNELS } from '../core/ipc/channels.ts';

const invoke = Object.fromEntries(
  INVOKE_CHANNELS.map((channel) => [channel, (args: unknown) => ipcRenderer.invoke(channel, args)]),
);

const known = new Set<string>(EVENT_CHANNELS);

/** Passes on the payload alone: the event would carry a way back into Electron. */
function on(channel: string, listener: (payload: unknown) => void): () => void {
  if (!known.has(channel)) throw new Error('There is no such event.');
  const forward = (_event: IpcRendererEvent, payload: unknown): void => {
    listener(payload);
  };
  ipcRenderer.on(channel, forward);
  return () => {
    ipcRenderer.removeListener(channel, forward);
  };
}

contextBridge.exposeInMainWorld('offhook', { invoke, on });
