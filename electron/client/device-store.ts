import { z } from 'zod';
import { parseJsonOrThrow, parseOrThrow } from '../../core/parse.ts';
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
  'policy-version': 'erased.counters',
  'phone-engine': 'erased.phone-engine',
} as const satisfies Record<string, Erased>;
type Entry = keyof typeof ENTRIES;

export interface Identity {
  readonly record: EnrolmentRecord;
  readonly key: DeviceKey;
}

/** What this device keeps between starts, all of it in the secret store. */
export interface DeviceStore {
  readonly kind: SecretStore['kind'];
  load(): Promise<Identity | null>;
  save(identity: Identity): Promise<void>;
  /** Higher than any number that it ever gave. */
  nextCounter(): Promise<number>;
  highestPolicyVersion(): Promise<number>;
  sawPolicyVersion(version: number): Promise<void>;
  /** Where the phone engine was last, so that a window can be made with the right content policy at once. */
  phoneEngine(): Promise<PhoneEngine | null>;
  savePhoneEngine(engine: PhoneEngine): Promise<void>;
  /** Erases everything and looks again; names what is gone for certain. */
  erase(): Promise<Erased[]>;
}

const counterSchema = z.coerce.number().int().min(0);

export function createDeviceStore(secrets: SecretStore): DeviceStore {
  const get = (entry: Entry) => secrets.get(entry);
  const set = (entry: Entry, value: string) => secrets.set(entry, value);
  let counter: { next: number; end: number } | null = null;
  let highestPolicy: number | null = null;

  async function readNumber(entry: Entry): Promise<number> {
    const text = await get(entry);
    return text === null ? 0 : parseOrThrow(counterSchema, text, entry);
  }

  return {
    kind: secrets.kind,
    async load() {
      const [text, secret] = [await get('enrolment'), await get('device-key')];
      if (text === null || secret === null) return null;
      const record = parseOrThrow(enrolmentRecordSchema, parseJsonOrThrow(text, 'enrolment'), 'enrolment');
      return { record, key: importDeviceKey(secret) };
    },
    async save({ record, key }) {
      await set('device-key', key.exportSecret());
      await set('enrolment', JSON.stringify(record));
    },
    async nextCounter() {
      if (counter === null || counter.next > counter.end) {
        const start = Math.max(counter?.end ?? 0, await readNumber('counter'));
        await set('counter', String(start + COUNTER_BLOCK));
        counter = { next: start + 1, end: start + COUNTER_BLOCK };
      }
      return counter.next++;
    },
    async highestPolicyVersion() {
      highestPolicy ??= await readNumber('policy-version');
      return highestPolicy;
    },
    async sawPolicyVersion(version) {
      if (version <= (highestPolicy ?? (await readNumber('policy-version')))) return;
      await set('policy-version', String(version));
      highestPolicy = version;
    },
    async phoneEngine() {
      const text = await get('phone-engine');
      if (text === null) return null;
      const parsed = phoneEngineSchema.safeParse(parseJsonOrThrow(text, 'phone engine'));
      return parsed.success ? parsed.data : null;
    },
    savePhoneEngine: (engine) => set('phone-engine', JSON.stringify(engine)),
    async erase() {
      counter = null;
      highestPolicy = null;
      const entries = Object.keys(ENTRIES) as Entry[];
      for (const name of new Set([...entries, ...(await secrets.list())])) await secrets.delete(name);
      const left = new Set(await secrets.list());
      return [...new Set(entries.filter((entry) => !left.has(entry)).map((entry) => ENTRIES[entry]))];
    },
  };
}
