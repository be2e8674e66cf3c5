import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../../core/errors.ts';
import { acceptOffer, openSignedLists } from '../../../core/web/compiled/list-manifest.ts';
import { ListRefusal } from '../../../core/web/compiled/list-refusal.ts';
import { createEngine, type RuleEngine } from '../../../core/web/match/engine.ts';
import { readList } from '../../../core/web/rules/read-list.ts';
import type { Clock } from '../../client/clock.ts';
import type { Identity } from '../../client/device-store.ts';
import { errorName, type Logger } from '../../client/logger.ts';
import { ed25519Verifier } from '../../client/organisation-keys.ts';
import type { ListUpdates } from '../../client/ports.ts';
import { publicSuffixes } from '../public-suffixes.ts';
import { download, fetchManifest } from './download.ts';
import { openListStore, type ListStore } from './list-store.ts';
import type { OpenRelease, Trust } from './open-release.ts';

export interface ListUpdaterPorts {
  /** For the lists of whichever organisations this laptop has belonged to. */
  readonly folder: string;
  readonly clock: Clock;
  readonly fetch: typeof globalThis.fetch;
  readonly log: Logger;
  /** Other rules are in use now. */
  readonly onInUse: () => void;
}

export interface ListsInUse {
  readonly engine: RuleEngine;
  readonly categories: readonly string[];
}

/** Keeps the lists of unsafe sites current while on shift. The last good ones stay in use whatever comes. */
export interface ListUpdater extends ListUpdates {
  inUse(): ListsInUse;
  /** What is under way; for tests. */
  idle(): Promise<void>;
}

/** Pushes may be missed. */
const LOOK_AGAIN_MS = 3_600_000;
const RETRY_MS = 60_000;

const NOTHING: ListsInUse = { engine: createEngine([], { suffixes: publicSuffixes }), categories: [] };

export function createListUpdater(ports: ListUpdaterPorts): ListUpdater {
  const { clock, log } = ports;
  let inUse = NOTHING;
  let opened: { readonly organisationId: string; readonly trust: Trust; readonly store: ListStore } | null = null;
  let shift: { readonly identity: Identity; readonly abort: AbortController } | null = null;
  let cancelNext: (() => void) | null = null;
  let running: Promise<void> | null = null;
  let again = false;

  function use(store: ListStore | null): void {
    inUse = store === null || store.current === null ? NOTHING : composed(store, store.current);
    ports.onInUse();
  }

  async function open(identity: Identity): Promise<NonNullable<typeof opened>> {
    const { id, leaseKey } = identity.record.organisation;
    if (opened?.organisationId === id) return opened;
    opened?.store.close();
    opened = null;
    use(null);
    const trust: Trust = { organisationId: id, verify: ed25519Verifier(leaseKey) };
    const store = await openListStore({
      ...trust,
      folder: join(ports.folder, id),
      nowMs: () => clock.wall().getTime(),
      onProblem: ({ what }) => {
        log.warn('a fault in the lists of unsafe sites', { what });
      },
    });
    opened = { organisationId: id, trust, store };
    if (store.current !== null) use(store);
    return opened;
  }

  async function update(identity: Identity, signal: AbortSignal): Promise<void> {
    const { store, trust } = await open(identity);
    const deps = { identity, fetch: ports.fetch };
    const signed = await fetchManifest(deps, signal);
    if (signed === null) return;
    const offer = openSignedLists(signed, trust, trust.verify);
    const held = store.current?.manifest ?? null;
    if (held?.version === offer.version) return;
    // Before anything large is fetched for nothing.
    acceptOffer(offer, held, clock.wall().getTime());
    const before = store.current;
    const got = await download(deps, offer, held, signal);
    try {
      await store.install(signed, got);
    } catch (error) {
      if (got.kind !== 'delta' || !(error instanceof ListRefusal)) throw error;
      // The change didn't fit what is here; the whole list will.
      await store.install(signed, await download(deps, offer, null, signal));
    }
    if (store.current !== before) use(store);
    log.info('newer lists of unsafe sites are in use', { version: offer.version, how: got.kind });
  }

  async function run(): Promise<void> {
    do {
      again = false;
      cancelNext?.();
      const now = shift;
      if (now === null) return;
      let nextMs = LOOK_AGAIN_MS;
      try {
        await update(now.identity, now.abort.signal);
      } catch (error) {
        nextMs = RETRY_MS;
        if (shift === now) tell(error);
      }
      if (shift === now) cancelNext = clock.after(nextMs, look);
    } while (again);
  }

  function tell(error: unknown): void {
    if (error instanceof ListRefusal) log.warn('lists of unsafe sites were refused', { reason: error.reason });
    else if (!(error instanceof AppError && error.code === 'OFFLINE'))
      log.warn('the lists of unsafe sites could not be renewed', { error: errorName(error) });
  }

  function look(): void {
    if (shift === null) return;
    again = true;
    running ??= run().finally(() => {
      running = null;
      if (again) look();
    });
  }

  return {
    begin(identity) {
      shift?.abort.abort();
      shift = { identity, abort: new AbortController() };
      look();
    },
    look,
    end() {
      cancelNext?.();
      cancelNext = null;
      shift?.abort.abort();
      shift = null;
    },
    async erase() {
      this.end();
      for (let work = running; work !== null; work = running) await work;
      opened?.store.close();
      opened = null;
      use(null);
      try {
        await rm(ports.folder, { recursive: true, force: true });
        return true;
      } catch (error) {
        log.warn('the lists of unsafe sites could not be erased', { error: errorName(error) });
        return false;
      }
    },
    inUse: () => inUse,
    async idle() {
      for (let work = running; work !== null; work = running) await work;
    },
  };
}

function composed(store: ListStore, release: OpenRelease): ListsInUse {
  const rest = release.readRest().map((list) => readList(list, publicSuffixes));
  return {
    engine: createEngine(rest, {
      suffixes: publicSuffixes,
      domains: {
        size: release.index.size,
        // The store closes a release as soon as the next is in place, a moment before this engine is replaced.
        lookup: (host) => store.current?.index.lookup(host),
      },
    }),
    categories: [...new Set(release.manifest.lists.map(({ category }) => category))],
  };
}
