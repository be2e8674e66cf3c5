import { readFileSync } from 'node:fs';
import { AppError } from '../core/errors.ts';
import type { OrganisationId, PersonId } from '../core/ids.ts';
import type { PolicyDocument } from '../core/policy/schema.ts';
import type { Role } from '../core/wire/console.ts';
import type { Clock } from './clock.ts';
import { hashPassword } from './console/passwords.ts';
import { exists, writeNew, type DataFolder } from './data-folder.ts';
import { generateEd25519, readEd25519Pem, toPem, type SigningKey } from './keys.ts';
import { insertRelease } from './policy/release.ts';
import { randomPassword, randomUuid, type RandomBytes } from './random.ts';
import type { ServerKeys } from './services.ts';
import type { OrganisationRecord, PersonRecord } from './store/records.ts';
import type { Store } from './store/store.ts';

export interface NewPerson {
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly extension: string | null;
  /** The team; none when it is left out. */
  readonly group?: string;
}

export interface OrganisationSeed {
  readonly name: string;
  readonly people: readonly NewPerson[];
  readonly policy: PolicyDocument;
  readonly policyNote: string;
}

/** Somebody who was just made, with the password that is shown once and kept nowhere. */
export interface WelcomedPerson extends NewPerson {
  readonly id: PersonId;
  readonly oneTimePassword: string;
}

interface BootstrapDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly randomBytes: RandomBytes;
  readonly folder: Pick<DataFolder, 'policyKeyFile' | 'leaseKeyFile'>;
}

/**
 * The organisation's private keys. On first run it makes them: files first, so that a crash in between leaves keys without
 * an organisation, which the next start takes up, and never an organisation without keys.
 */
export async function openKeys({ store, folder }: BootstrapDeps): Promise<ServerKeys> {
  const organisation = await store.read((tx) => tx.organisation());
  const lease = readKey(folder.leaseKeyFile, organisation, 'leaseKey');
  if (lease === null)
    throw new AppError(
      'UNAVAILABLE',
      `The key file ${folder.leaseKeyFile} is missing. Restore the data folder from a backup.`,
    );
  return { lease, policy: readKey(folder.policyKeyFile, organisation, 'policyKey') };
}

function readKey(
  file: string,
  organisation: OrganisationRecord | null,
  which: 'policyKey' | 'leaseKey',
): SigningKey | null {
  if (!exists(file)) {
    if (organisation !== null) return null;
    const key = generateEd25519();
    writeNew(file, toPem(key));
    return key;
  }
  const key = readEd25519Pem(readFileSync(file, 'utf8'), file);
  if (organisation !== null && organisation[which] !== key.publicKey)
    throw new AppError(
      'UNAVAILABLE',
      `${file} is not the key that this organisation was made with. Restore the data folder from a backup.`,
    );
  return key;
}

/** First run only: the organisation, its people and its first policy, all or nothing. Null when there is one already. */
export async function createOrganisation(
  deps: BootstrapDeps,
  keys: ServerKeys,
  seed: OrganisationSeed,
): Promise<readonly WelcomedPerson[] | null> {
  const policyKey = keys.policy;
  if (policyKey === null) return null;
  const welcomed = await Promise.all(seed.people.map((person) => welcome(person, deps.randomBytes)));
  return deps.store.write(async (tx) => {
    if ((await tx.organisation()) !== null) return null;
    const now = deps.clock.nowMs();
    await tx.createOrganisation({
      id: randomUuid(deps.randomBytes) as OrganisationId,
      name: seed.name,
      policyKey: policyKey.publicKey,
      leaseKey: keys.lease.publicKey,
    });
    await tx.audit.append({
      at: now,
      actor: 'server',
      action: 'organisation.created',
      subject: seed.name,
      details: {},
    });
    for (const { record } of welcomed) {
      await tx.people.insert(record);
      const { role, extension } = record;
      await tx.audit.append({
        at: now,
        actor: 'server',
        action: 'person.added',
        subject: record.email,
        details: { role, extension },
      });
    }
    const author = { actor: 'server', actorName: 'Offhook (first start)', basedOn: 0 };
    await insertRelease(tx, policyKey, now, { document: seed.policy, note: seed.policyNote, ...author });
    return welcomed.map(({ person }) => person);
  });
}

async function welcome(person: NewPerson, randomBytes: RandomBytes) {
  const oneTimePassword = randomPassword(randomBytes);
  const id = randomUuid(randomBytes) as PersonId;
  const record: PersonRecord = {
    ...person,
    group: person.group ?? null,
    id,
    email: person.email.toLowerCase(),
    passwordHash: await hashPassword(oneTimePassword, randomBytes),
    mustChangePassword: true,
    signedInAt: null,
  };
  return { record, person: { ...person, id, oneTimePassword } };
}
