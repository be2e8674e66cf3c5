import { AppError } from '../../core/errors.ts';
import { askAccess, type AskAccessDeps } from './ask-access.ts';
import { askHelp } from './ask-help.ts';
import { breakGlass } from './break-glass.ts';
import type { Client } from './client-contract.ts';
import type { DeviceApi } from './device-api.ts';
import type { Identity } from './device-store.ts';

export interface WishPorts {
  /** Who asks: only somebody who is at work; else null. */
  readonly asker: () => Identity | null;
  readonly apiOf: (origin: string) => DeviceApi;
  readonly sentAs: (kind: 'access-request' | 'help-request' | 'break-glass') => AskAccessDeps['onSent'];
  readonly timeoutMs: number;
  readonly onCodeUsed: () => void;
}

/** What an agent may want of the company. Each throws AppError, off shift OFF_SHIFT. */
export function createWishes(ports: WishPorts): Pick<Client, 'askAccess' | 'askHelp' | 'breakGlass'> {
  const asking = (kind: Parameters<WishPorts['sentAs']>[0], then: string): AskAccessDeps => {
    const identity = ports.asker();
    if (identity === null) throw new AppError('OFF_SHIFT', `Start your shift first, ${then}`);
    const signal = AbortSignal.timeout(ports.timeoutMs);
    return { api: ports.apiOf(identity.record.server), identity, signal, onSent: ports.sentAs(kind) };
  };
  return {
    async askAccess(host, reason) {
      await askAccess(asking('access-request', 'then ask for this site.'), host, reason);
    },
    async askHelp(asked) {
      await askHelp(asking('help-request', 'then ask for help with this.'), asked);
    },
    async breakGlass(code) {
      await breakGlass(asking('break-glass', 'then enter the code.'), code);
      ports.onCodeUsed();
    },
  };
}
