import { events } from '../../core/ipc/contract.ts';
import type { z } from 'zod';
import { errorName, type Logger } from '../client/logger.ts';

type Events = typeof events;

/** What can be sent to; a `WebContents`, or nothing while there is no window. */
export interface PushTarget {
  send(channel: string, payload: unknown): void;
}

export type PushEvent = <K extends keyof Events>(event: K, payload: z.input<Events[K]>) => void;

/** Pushes to our own window only, and only what the contract has. */
export function createPushEvents(target: () => PushTarget | null, log: Logger): PushEvent {
  return (event, payload) => {
    try {
      target()?.send(event, events[event].parse(payload));
    } catch (error) {
      log.warn('a push to the window failed', { event, error: errorName(error) });
    }
  };
}
