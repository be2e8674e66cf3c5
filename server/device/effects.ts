import type { DeviceId } from '../../core/ids.ts';
import type { LiveEvent } from '../../core/wire/console.ts';
import type { DevicePush } from '../../core/wire/device.ts';
import type { Log } from '../log.ts';
import type { Bus } from '../push.ts';
import type { DeviceRecord, LineRecord, PersonRecord } from '../store/records.ts';
import type { Telephony } from '../telephony/telephony.ts';
import { rowOf } from './floor-row.ts';
import type { LineKeeper } from './line-keeper.ts';
import type { Presence } from './presence.ts';

/** What must follow a transaction, once it is durable and never before. */
export type Effect =
  | {
      readonly type: 'revoke';
      readonly extension: string;
      readonly throughUnix: number;
      readonly calls: 'cut' | 'leave';
    }
  | { readonly type: 'end-calls'; readonly extension: string }
  | { readonly type: 'line'; readonly line: LineRecord }
  | { readonly type: 'push'; readonly deviceId: DeviceId; readonly push: DevicePush }
  | { readonly type: 'live'; readonly event: LiveEvent }
  | { readonly type: 'row'; readonly device: DeviceRecord; readonly person: PersonRecord };

export interface Effects {
  /** Starts them all, in order. Never throws: what the phone engine misses, it is told again when it answers. */
  run(effects: readonly Effect[]): void;
  /** Resolves when the phone engine has done what was asked for this extension so far. */
  settled(extension: string): Promise<void>;
  /** Resolves when all is done. */
  idle(): Promise<void>;
}

export function createEffects(deps: {
  readonly telephony: Telephony;
  readonly bus: Bus;
  readonly presence: Presence;
  readonly keeper: () => LineKeeper;
  readonly log: Log;
}): Effects {
  // One after the other for each extension: a late revoke must never remove the registration that a newer credential made.
  const underWay = new Map<string, Promise<void>>();

  function atEngine(extension: string, work: () => Promise<void>): void {
    const before = underWay.get(extension) ?? Promise.resolve();
    const mine = before.then(work).catch((error: unknown) => {
      deps.log.warn({ extension, err: error }, 'the phone engine did not do what it was asked; it will be told again');
    });
    underWay.set(extension, mine);
    void forgetAfter(extension, mine);
  }

  async function forgetAfter(extension: string, mine: Promise<void>): Promise<void> {
    await mine;
    if (underWay.get(extension) === mine) underWay.delete(extension);
  }

  function start(effect: Effect): void {
    switch (effect.type) {
      case 'revoke': {
        const { extension, throughUnix, calls } = effect;
        return atEngine(extension, () => deps.telephony.revoke({ extension, throughUnix, calls }));
      }
      case 'end-calls':
        return atEngine(effect.extension, () => deps.telephony.endCalls(effect.extension));
      case 'line':
        return deps.keeper().note(effect.line);
      case 'push':
        return deps.bus.publish({ type: 'device', deviceId: effect.deviceId, push: effect.push });
      case 'live':
        return deps.bus.publish({ type: 'live', event: effect.event, owner: null });
      case 'row': {
        const device = rowOf(effect.device, effect.person, deps.presence.lastHeardAt(effect.device.id));
        return deps.bus.publish({ type: 'live', event: { type: 'device', device }, owner: effect.person.id });
      }
    }
  }

  return {
    run(effects) {
      for (const effect of effects) start(effect);
    },
    settled: (extension) => underWay.get(extension) ?? Promise.resolve(),
    async idle() {
      while (underWay.size > 0) await Promise.all(underWay.values());
    },
  };
}
