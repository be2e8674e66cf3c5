import { createHash } from 'node:crypto';
import { AppError } from '../../core/errors.ts';
import type { WebList } from '../../core/wire/lists.ts';
import { listSigningBytes } from '../../core/web/compiled/list-manifest.ts';
import { makeRelease } from '../../core/web/compiled/make-release.ts';
import type { Clock } from '../clock.ts';
import { signEd25519, type SigningKey } from '../keys.ts';
import type { Log } from '../log.ts';
import type { Store } from '../store/store.ts';
import { compileLists, type CompiledLists } from './compile-lists.ts';
import { fetchList, type FetchLimits } from './fetch-list.ts';
import { oddChange, rulesOf } from './judge-change.ts';
import { listFiles, type HeldFolder } from './list-files.ts';
import { newSalt, releasePorts } from './release-ports.ts';

export interface WebListsDeps {
  readonly folder: string;
  readonly allowPrivate: boolean;
  readonly store: Store;
  readonly clock: Clock;
  /** Laptops pin it at enrolment; unlike the policy key it is always on this machine, as lists that renew themselves need. */
  readonly key: SigningKey;
  readonly log: Log;
  /** Hosts that no list may block by a mistake of ours. */
  readonly ownHosts: () => readonly string[];
  readonly onRelease: () => void;
}

export interface RefreshOptions {
  /** This list now; otherwise all whose time has come. */
  readonly only?: string;
  /** Takes a text that looks like an accident. */
  readonly takeAnyway?: boolean;
  /** The text of `only`, where it is not fetched. */
  readonly text?: Uint8Array;
}

/** The lists of unsafe sites: fetched, checked, compiled, signed. */
export interface WebLists {
  /** The release that laptops are given. */
  current(): Promise<HeldFolder | null>;
  /** One at a time. What goes wrong with a list is in its record; throws only what is wrong with the server. */
  refresh(options?: RefreshOptions): Promise<void>;
}

const LIMITS: Omit<FetchLimits, 'allowPrivate'> = { maxBytes: 64_000_000, timeoutMs: 30_000 };
export const HOUR_MS = 3_600_000;
/** Refreshes come with a jitter; a list that was asked for a little less than an hour ago is due all the same. */
const DUE_MS = 0.9 * HOUR_MS;
const EXPIRES_MS = 14 * 24 * HOUR_MS;
const RENEW_MS = 7 * 24 * HOUR_MS;

interface Text {
  readonly bytes: Uint8Array;
  readonly etag: string | null;
}

export function createWebLists(deps: WebListsDeps): WebLists {
  const { store, clock } = deps;
  const files = listFiles(deps.folder);
  let held: HeldFolder | null | undefined;
  let queue: Promise<unknown> = Promise.resolve();

  async function current(): Promise<HeldFolder | null> {
    held ??= await files.newest();
    return held;
  }

  async function refresh(options: RefreshOptions): Promise<void> {
    const lists = await store.read((tx) => tx.webLists.all());
    const records = new Map(lists.map((list) => [list.id, list]));
    const fresh = new Map<string, Text>();
    for (const list of lists) {
      if (options.only === undefined ? !isDue(list, clock.nowMs()) : list.id !== options.only) continue;
      const { record, text } = await look(list, options.text ?? null);
      records.set(list.id, record);
      if (text !== null) fresh.set(list.id, text);
    }
    await release(records, fresh, options.takeAnyway === true);
    await store.write(async (tx) => {
      const still = new Map((await tx.webLists.all()).map((list) => [list.id, list]));
      for (const [id, record] of records) {
        const now = still.get(id);
        // It may have been removed or switched meanwhile: that is not ours to undo.
        if (now !== undefined) await tx.webLists.put({ ...record, isEnabled: now.isEnabled });
      }
    });
  }

  async function look(list: WebList, given: Uint8Array | null): Promise<{ record: WebList; text: Text | null }> {
    const asked = { ...list, askedAt: clock.nowMs(), problem: null };
    if (given !== null) return { record: asked, text: { bytes: given, etag: null } };
    if (list.url === null) return { record: asked, text: null };
    try {
      const limits = { ...LIMITS, allowPrivate: deps.allowPrivate };
      const fetched = await fetchList(list.url, list.etag, limits);
      if (fetched.kind === 'same') return { record: asked, text: null };
      const before = await files.readText(list.id);
      if (before?.equals(fetched.bytes) === true) return { record: { ...asked, etag: fetched.etag }, text: null };
      return { record: asked, text: fetched };
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      deps.log.warn({ list: list.name, reason: error.message }, 'a list was not fetched');
      return { record: { ...asked, problem: error.message }, text: null };
    }
  }

  /** Compiles what is in use with what is fresh; what looks like an accident is left out, and its record says so. */
  async function release(records: Map<string, WebList>, fresh: Map<string, Text>, takeAnyway: boolean): Promise<void> {
    const previous = await current();
    const texts = await textsOf(records, fresh);
    const inputs = digestOf(records, texts);
    const expiresMs = previous === null ? 0 : Date.parse(previous.manifest.expiresAt);
    if (previous === null ? texts.size === 0 : previous.inputs === inputs && expiresMs > clock.nowMs() + RENEW_MS)
      return;
    const compiled = compile(records, texts, previous);
    const odd = takeAnyway ? new Map<string, string>() : oddOf(records, fresh, compiled);
    for (const [id, problem] of odd) {
      const record = records.get(id);
      if (record !== undefined) records.set(id, { ...record, problem });
      fresh.delete(id);
    }
    if (odd.size > 0) return release(records, fresh, takeAnyway);
    for (const [id, { bytes, etag }] of fresh) {
      await files.writeText(id, bytes);
      const record = records.get(id);
      if (record !== undefined) records.set(id, { ...record, etag, bytes: bytes.length, changedAt: clock.nowMs() });
    }
    report(records, compiled);
    await publish(compiled, previous, inputs);
  }

  async function textsOf(
    records: ReadonlyMap<string, WebList>,
    fresh: ReadonlyMap<string, Text>,
  ): Promise<Map<string, Uint8Array>> {
    const texts = new Map<string, Uint8Array>();
    for (const { id, isEnabled } of records.values()) {
      const bytes = isEnabled ? (fresh.get(id)?.bytes ?? (await files.readText(id))) : null;
      if (bytes !== null) texts.set(id, bytes);
    }
    return texts;
  }

  function compile(
    records: ReadonlyMap<string, WebList>,
    texts: ReadonlyMap<string, Uint8Array>,
    previous: HeldFolder | null,
  ): CompiledLists {
    const sources = [...texts].flatMap(([id, bytes]) => {
      const record = records.get(id);
      if (record === undefined) return [];
      const { name: list, category, format } = record;
      return [{ list, category, format, effect: 'block' as const, bytes }];
    });
    return compileLists(sources, {
      ownHosts: deps.ownHosts(),
      topSites: [],
      previous: previous?.held ?? null,
      newSalt,
    });
  }

  async function publish(compiled: CompiledLists, previous: HeldFolder | null, inputs: string): Promise<void> {
    const organisation = await store.read((tx) => tx.organisation());
    if (organisation === null) throw new AppError('UNAVAILABLE', 'There is no organisation yet.');
    const nowMs = clock.nowMs();
    // Never below what was given out, even when this folder was lost: laptops take no older one.
    const version = Math.max((previous?.manifest.version ?? 0) + 1, Math.floor(nowMs / 1000));
    const made = await makeRelease(
      compiled.compiled,
      { organisationId: organisation.id, version, expiresAt: new Date(nowMs + EXPIRES_MS).toISOString() },
      previous === null ? null : { version: previous.manifest.version, held: previous.held, names: previous.names },
      compiled.taken.map(({ rest }) => rest),
      releasePorts,
    );
    const signature = signEd25519(deps.key, listSigningBytes(made.release));
    held = await files.add(version, made, signature, inputs);
    deps.log.info({ version, names: held.manifest.names }, 'new lists of unsafe sites');
    deps.onRelease();
  }

  return {
    current,
    refresh(options = {}) {
      const run = queue.then(() => refresh(options));
      queue = run.catch(() => undefined);
      return run;
    },
  };
}

function isDue({ isEnabled, url, askedAt }: WebList, nowMs: number): boolean {
  return isEnabled && url !== null && (askedAt === null || nowMs - askedAt >= DUE_MS);
}

function oddOf(
  records: ReadonlyMap<string, WebList>,
  fresh: ReadonlyMap<string, Text>,
  { taken, changes }: CompiledLists,
): Map<string, string> {
  const odd = new Map<string, string>();
  for (const each of taken) {
    const record = [...records.values()].find(({ name }) => name === each.list);
    if (record === undefined || !fresh.has(record.id)) continue;
    const problem = oddChange(each, changes, record.rules);
    if (problem !== null) odd.set(record.id, problem);
  }
  return odd;
}

function report(records: Map<string, WebList>, { taken }: CompiledLists): void {
  for (const [id, record] of records) {
    const mine = taken.find(({ list }) => list === record.name);
    if (mine === undefined) continue;
    const { refused, refusedByReason, samples } = mine.report;
    records.set(id, {
      ...record,
      rules: rulesOf(mine),
      report: { refused, refusedByReason, samples: samples.slice(0, 20) },
    });
  }
}

function digestOf(records: ReadonlyMap<string, WebList>, texts: ReadonlyMap<string, Uint8Array>): string {
  const digest = createHash('sha256');
  for (const [id, bytes] of texts) {
    const record = records.get(id);
    digest.update(JSON.stringify([id, record?.name, record?.category, record?.format, bytes.length])).update(bytes);
  }
  return digest.digest('hex');
}
