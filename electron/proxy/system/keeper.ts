import { AppError } from '../../../core/errors.ts';
import type { Journal, JournalEntry } from './journal.ts';
import { isSetTo, looksLikeOurs, putBack, switchOff, toSave } from './put-back.ts';
import type { OriginalSetting, SettingsScope, SettingsStore } from './settings-store.ts';

export type EngageOutcome =
  | { readonly done: true }
  /** The system refused: a person can do it with these steps. */
  | {
      readonly done: false;
      readonly why: 'not-permitted' | 'not-available' | 'not-applied';
      readonly steps: readonly string[];
    };

export type HealOutcome =
  | 'nothing-to-do'
  | 'restored'
  /** Somebody changed the setting since; theirs stays. */
  | 'left-theirs'
  /** The record of the former settings was lost, so a setting of ours was switched off. */
  | 'switched-off'
  /** The system refuses just now; the record stays for the next try. */
  | 'failed';

/** Whose setting the system has now, for posture. */
export type SettingOwner = 'ours' | 'theirs' | 'unknown';

export interface SystemProxyKeeper {
  /** First thing at each start, and before an uninstall: puts back what a crash, a kill or a power cut left behind. */
  heal(): Promise<HealOutcome>;
  /** How the computer reaches the internet without us. */
  original(): Promise<OriginalSetting>;
  /** Notes the former settings durably, then sets ours. Again with another address: what was noted first stays. */
  engage(pacUrl: string): Promise<EngageOutcome>;
  /** Puts the former settings back, unless somebody changed them since. */
  release(): Promise<HealOutcome>;
  owner(): Promise<SettingOwner>;
}

export interface KeeperOptions {
  /** The first one counts: it is what the browsers of this desktop follow. The others are set as far as they can be. */
  readonly stores: readonly [SettingsStore, ...SettingsStore[]];
  readonly journal: Journal;
  /** What a person can do where a program may not; one step each. */
  readonly guide: (pacUrl: string) => readonly string[];
}

/** The addresses that one run may have set and that a later one must know again. */
const MAX_OURS = 8;

/** Sets the system's proxy, and makes sure that the setting outlives us at most until the next start. */
export function createSystemProxyKeeper({ stores, journal, guide }: KeeperOptions): SystemProxyKeeper {
  const [first] = stores;
  const entry = (): JournalEntry | null => {
    const found = journal.read();
    return found === 'damaged' ? null : found;
  };
  const release = async (): Promise<HealOutcome> => {
    try {
      return await putEverythingBack(stores, journal);
    } catch (error) {
      if (error instanceof AppError) return 'failed';
      throw error;
    }
  };
  return {
    heal: release,
    release,
    original: async () => {
      const saved = entry()?.saved.filter(({ store }) => store === first.kind) ?? [];
      const original = await first.original(saved.length > 0 ? saved : await first.read());
      // What another run of ours left behind leads nowhere.
      return original.kind === 'pac' && looksLikeOurs(original.url) ? { kind: 'direct' } : original;
    },
    engage: async (pacUrl) => {
      try {
        await setEverywhere(stores, journal, entry(), pacUrl);
        const isSet = (await first.read()).every((scope) => isSetTo(first, scope, pacUrl));
        return isSet ? { done: true } : { done: false, why: 'not-applied', steps: guide(pacUrl) };
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        const why = error.code === 'NOT_ALLOWED' ? 'not-permitted' : 'not-available';
        return { done: false, why, steps: guide(pacUrl) };
      }
    },
    owner: async () => {
      const scopes = await first.read().catch(() => null);
      const pacUrl = entry()?.ours.at(-1);
      if (scopes === null) return 'unknown';
      const isOurs = pacUrl !== undefined && scopes.every((scope) => isSetTo(first, scope, pacUrl));
      return isOurs ? 'ours' : 'theirs';
    },
  };
}

/** Settings of this desktop must be readable; those of another that happens to be installed may be missing. */
async function readAll(
  stores: KeeperOptions['stores'],
): Promise<readonly (readonly [SettingsStore, readonly SettingsScope[]])[]> {
  const [first, ...others] = stores;
  const read: (readonly [SettingsStore, readonly SettingsScope[]])[] = [[first, await first.read()]];
  for (const store of others) read.push([store, await store.read().catch(() => [])]);
  return read;
}

async function setEverywhere(
  stores: KeeperOptions['stores'],
  journal: Journal,
  before: JournalEntry | null,
  pacUrl: string,
): Promise<void> {
  const current = await readAll(stores);
  const ours = [...(before?.ours ?? []), pacUrl].slice(-MAX_OURS);
  const saved = current.flatMap(([store, scopes]) => toSave(store, scopes, before));
  journal.write({ schema: 'offhook-proxy-journal/1', ours, saved });
  for (const [store, scopes] of current) {
    try {
      for (const { id } of scopes) await store.write(id, store.ours(pacUrl));
      await store.notify();
    } catch (error) {
      if (store === stores[0]) throw error;
    }
  }
}

async function putEverythingBack(stores: KeeperOptions['stores'], journal: Journal): Promise<HealOutcome> {
  const entry = journal.read();
  const current = await readAll(stores);
  let isAny = false;
  for (const [store, scopes] of current) {
    const isDone =
      entry === null || entry === 'damaged' ? await switchOff(store, scopes) : await putBack(store, scopes, entry);
    isAny ||= isDone;
  }
  if (entry !== null) journal.remove();
  if (entry === null || entry === 'damaged') return isAny ? 'switched-off' : 'nothing-to-do';
  return isAny ? 'restored' : 'left-theirs';
}
