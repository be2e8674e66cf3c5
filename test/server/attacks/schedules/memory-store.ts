import type { DeviceId, OrganisationId, PersonId } from '../../../../core/ids.ts';
import type {
  DeviceRecord,
  FailingSince,
  LineRecord,
  OrganisationRecord,
  PersonRecord,
  PolicyRecord,
  WaiverRecord,
} from '../../../../server/store/records.ts';
import type { Store, StoreTx } from '../../../../server/store/store.ts';

/** What is durable. Records are never changed in place, so a copy of the maps is a copy of everything. */
export interface State {
  readonly organisation: OrganisationRecord;
  readonly people: Map<PersonId, PersonRecord>;
  readonly devices: Map<DeviceId, DeviceRecord>;
  readonly failing: Map<DeviceId, FailingSince>;
  readonly lines: Map<string, LineRecord>;
  readonly policies: Map<number, PolicyRecord>;
  readonly waivers: Map<string, WaiverRecord>;
}

export function emptyState(policyKey: string, leaseKey: string): State {
  return {
    organisation: { id: '7c1d2e3f-4a5b-4c6d-8e7f-9a0b1c2d3e4f' as OrganisationId, name: 'Model', policyKey, leaseKey },
    people: new Map(),
    devices: new Map(),
    failing: new Map(),
    lines: new Map(),
    policies: new Map(),
    waivers: new Map(),
  };
}

/** The process is gone, in the middle of whatever it did. */
export class Crash extends Error {}

/** Called between any two steps; throws Crash when the process ends there. */
export type Step = () => void;

export interface MemoryStore extends Store {
  /** What the last commit left. */
  readonly state: State;
}

/**
 * The parts of the store that decide about phones, in memory: serialisable, all or nothing, and it can end between any two
 * steps. `committed` hears of each commit with what its work returned, in the order of the commits.
 */
export function createMemoryStore(
  first: State,
  step: Step,
  committed: (state: State, result: unknown) => void,
): MemoryStore {
  let state = first;
  let last: Promise<unknown> = Promise.resolve();

  async function inTurn<T>(run: () => Promise<T>): Promise<T> {
    const mine = last.then(run);
    last = mine.catch(() => undefined);
    return mine;
  }

  return {
    get state() {
      return state;
    },
    write: (work) =>
      inTurn(async () => {
        const copy = copyOf(state);
        step();
        const result = await work(tablesOf(copy, step));
        step();
        state = copy;
        committed(state, result);
        // Durable, and nobody knows yet.
        step();
        return result;
      }),
    read: (work) => inTurn(() => work(tablesOf(copyOf(state), step))),
    close: () => Promise.resolve(),
  };
}

function copyOf(state: State): State {
  return {
    organisation: state.organisation,
    people: state.people,
    devices: new Map(state.devices),
    failing: new Map(state.failing),
    lines: new Map(state.lines),
    policies: new Map(state.policies),
    waivers: new Map(state.waivers),
  };
}

function tablesOf(state: State, step: Step): StoreTx {
  const newest = () => state.policies.get(state.policies.size) ?? null;
  const tables: { readonly [K in keyof StoreTx]?: unknown } = {
    organisation: stepping(step, () => state.organisation),
    people: all(step, {
      byId: (id: PersonId) => state.people.get(id) ?? null,
      all: () => [...state.people.values()],
    }),
    devices: all(step, {
      byId: (id: DeviceId) => state.devices.get(id) ?? null,
      all: () => [...state.devices.values()],
      update: (id: DeviceId, patch: Partial<DeviceRecord>) => {
        const before = state.devices.get(id);
        if (before !== undefined) state.devices.set(id, { ...before, ...patch });
      },
    }),
    failing: all(step, {
      of: (id: DeviceId) => state.failing.get(id) ?? {},
      set: (id: DeviceId, since: FailingSince) => void state.failing.set(id, since),
    }),
    lines: all(step, {
      of: (extension: string): LineRecord =>
        state.lines.get(extension) ?? {
          extension,
          issuedThrough: 0,
          revokedThrough: 0,
          holder: null,
          revokeAt: null,
          endCallsAt: null,
        },
      all: () => [...state.lines.values()],
      set: (line: LineRecord) => void state.lines.set(line.extension, line),
    }),
    policies: all(step, {
      newest,
      newestSignature: () => newest()?.signature ?? null,
      byVersion: (version: number) => state.policies.get(version) ?? null,
      reaching: () => {
        const policy = newest();
        return policy === null ? [] : [{ version: policy.version, signature: policy.signature, rollout: null }];
      },
      insert: (policy: PolicyRecord) => void state.policies.set(policy.version, policy),
    }),
    waivers: all(step, {
      insert: (waiver: WaiverRecord) => void state.waivers.set(waiver.id, waiver),
      byId: (id: string) => state.waivers.get(id) ?? null,
      live: (now: number) =>
        [...state.waivers.values()].filter(({ state: is, endsAt }) => is === 'approved' && endsAt > now),
      update: (id: string, patch: Partial<WaiverRecord>) => {
        const before = state.waivers.get(id);
        if (before !== undefined) state.waivers.set(id, { ...before, ...patch });
      },
    }),
    rollouts: all(step, { newest: () => null, given: () => null }),
    drafts: all(step, { all: () => [] }),
    alerts: all(step, { isOpen: () => true }),
    audit: all(step, { append: () => undefined }),
  };
  // A table or an act that is not here is one that the decision never used when this was written: it must be added, not skipped.
  return new Proxy(tables, {
    get(target, name) {
      const table = target[name as keyof StoreTx];
      if (table === undefined) throw new Error(`the model's store has no ${String(name)}`);
      return table;
    },
  }) as unknown as StoreTx;
}

type Act = (...input: never[]) => unknown;

function stepping(step: Step, act: Act): Act {
  return async (...input) => {
    step();
    return act(...input);
  };
}

function all(step: Step, acts: Readonly<Record<string, Act>>): unknown {
  const table = Object.fromEntries(Object.entries(acts).map(([name, act]) => [name, stepping(step, act)]));
  return new Proxy(table, {
    get(target, name) {
      const act = target[String(name)];
      if (act === undefined) throw new Error(`the model's store can't ${String(name)}`);
      return act;
    },
  });
}
