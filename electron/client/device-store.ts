import { z } from 'zod';
import { AppError } from '../../core/errors.ts';
import type { Erased } from '../../core/ipc/problems.ts';
import { phoneEngineSchema, type PhoneEngine } from '../../core/wire/device.ts';
import type { SecretStore } from '../secrets/secret-store.ts';
import { importDeviceKey, type DeviceKey } from './device-key.ts';
import { enrolmentRecordSchema, type EnrolmentRecord } from './enrolment-record.ts';

/**
 * Report counters are taken from the store in blocks, so that not every report waits for the keychain. A block that was
 * not used up is skipped: counters only have to rise.
 */
const COUNTER_BLOCK = 1000;

const ENTRIES = {
  'device-key': 'erased.device-key',
  enrolment: 'erased.enrolment',
  counter: 'erased.counters',
  'phone-engine': 'erased.phone-engine',
} as const satisfies Record<string, Erased>;
/** One entry for each organisation: a version that one has reached says nothing about another's. */
const POLICY_VERSION = 'policy-version/';
type Entry = keyof typeof ENTRIES | `${typeof POLICY_VERSION}${string}`;

export interface Identity {
  readonly record: EnrolmentRecord;
  readonly key: DeviceKey;
}

/**
 * What this device keeps between starts, all of it in the secret store. Once it was erased it refuses to write (AppError
 * NOT_ENROLLED), so that nothing still under way can leave a trace; the next enrolment takes a new one.
 */
export interface DeviceStore {
  readonly kind: SecretStore['kind'];
  /** Null when not enrolled, and when what enrolment needs is damaged: then the way out is to join again. */
  load(): Promise<Identity | null>;
  save(identity: Identity): Promise<void>;
  /** Higher than any number that it ever gave. */
  nextCounter(): Promise<number>;
  highestPolicyVersion(organisationId: string): Promise<number>;
  sawPolicyVersion(organisationId: string, version: number): Promise<void>;
  /** Where the phone engine was last, so that a window can be made with the right content policy at once. */
  phoneEngine(): Promise<PhoneEngine | null>;
  savePhoneEngine(engine: PhoneEngine): Promise<void>;
  /** Waits for what is being written, erases everything and looks again; names what is gone for certain. */
  erase(): Promise<Erased[]>;
}

const numberSchema = z
  .string()
  .regex(/^\d{1,15}$/)
  .transform(Number);

export function createDeviceStore(secrets: SecretStore): DeviceStore {
  let counter: { next: number; end: number } | null = null;
  const highestPolicy = new Map<string, number>();
  const writing = new Set<Promise<void>>();
  let isErased = false;

  const get = (entry: Entry) => secrets.get(entry);

  function assertKept(): void {
    if (isErased)
      throw new AppError('NOT_ENROLLED', 'This laptop has left, so nothing more is kept. Join again first.');
  }

  async function set(entry: Entry, value: string): Promise<void> {
    assertKept();
    const write = secrets.set(entry, value);
    writing.add(write);
    try {
      await write;
    } finally {
      writing.delete(write);
    }
  }

  /** 0 when there is none; null when it is damaged. */
  async function readNumber(entry: Entry): Promise<number | null> {
    const text = await get(entry);
    return text === null ? 0 : (numberSchema.safeParse(text).data ?? null);
  }

  async function highestPolicyVersion(organisationId: string): Promise<number> {
    const known = highestPolicy.get(organisationId);
    if (known !== undefined) return known;
    const read = (await readNumber(`${POLICY_VERSION}${organisationId}`)) ?? 0;
    // Whoever asked at the same time may have seen a newer one since.
    const highest = Math.max(read, highestPolicy.get(organisationId) ?? 0);
    highestPolicy.set(organisationId, highest);
    return highest;
  }

  return {
    kind: secrets.kind,
    async load() {
      const [text, secret] = [await get('enrolment'), await get('device-key')];
      // Without its counter this device's reports would all be refused as old ones.
      if (text === null || secret === null || (await readNumber('counter')) === null) return null;
      const record = readJson(enrolmentRecordSchema, text);
      const key = readKey(secret);
      return record === null || key === null ? null : { record, key };
    },
    async save({ record, key }) {
      assertKept();
      // What an enrolment before left, damaged or not. Policy versions stay: they must never be undercut.
      for (const entry of ['counter', 'phone-engine']) await secrets.delete(entry);
      counter = null;
      await set('device-key', key.exportSecret());
      await set('enrolment', JSON.stringify(record));
    },
    async nextCounter() {
      assertKept();
      if (counter === null || counter.next > counter.end) {
        const start = Math.max(counter?.end ?? 0, (await readNumber('counter')) ?? 0);
        await set('counter', String(start + COUNTER_BLOCK));
        counter = { next: start + 1, end: start + COUNTER_BLOCK };
      }
      return counter.next++;
    },
    highestPolicyVersion,
    async sawPolicyVersion(organisationId, version) {
      if (version <= (await highestPolicyVersion(organisationId))) return;
      await set(`${POLICY_VERSION}${organisationId}`, String(version));
      highestPolicy.set(organisationId, version);
    },
    async phoneEngine() {
      const text = await get('phone-engine');
      return text === null ? null : readJson(phoneEngineSchema, text);
    },
    savePhoneEngine: (engine) => set('phone-engine', JSON.stringify(engine)),
    async erase() {
      isErased = true;
      try {
        await Promise.allSettled(writing);
        for (const name of new Set([...Object.keys(ENTRIES), ...(await secrets.list())])) await secrets.delete(name);
        const left = new Set((await secrets.list()).map(erasedAs));
        counter = null;
        highestPolicy.clear();
        return [...new Set(Object.values(ENTRIES))].filter((what) => !left.has(what));
      } catch (error) {
        // Not erased after all, so that the agent can go on and try again.
        isErased = false;
        throw error;
      }
    },
  };
}

function erasedAs(name: string): Erased | null {
  if (name.startsWith(POLICY_VERSION)) return 'erased.counters';
  return Object.entries(ENTRIES).find(([entry]) => entry === name)?.[1] ?? null;
}

/** Null when the text is damaged. */
function readJson<T>(schema: z.ZodType<T>, text: string): T | null {
  try {
    return schema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

/** Null when the text is no key of ours. */
function readKey(secret: string): DeviceKey | null {
  try {
    return importDeviceKey(secret);
  } catch {
    return null;
  }
}
