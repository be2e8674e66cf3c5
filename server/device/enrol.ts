import { AppError } from '../../core/errors.ts';
import type { DeviceId, PersonId } from '../../core/ids.ts';
import { enrolSigningText, type EnrolReply, type EnrolRequest } from '../../core/wire/device.ts';
import { formatEnrolmentLink } from '../../core/wire/enrolment-link.ts';
import { fingerprint, hashSecret, isP256PublicKey, verifyP256 } from '../keys.ts';
import { randomToken, randomUuid } from '../random.ts';
import type { Services } from '../services.ts';
import type { DeviceRecord, PersonRecord } from '../store/records.ts';
import type { StoreTx } from '../store/store.ts';
import { forgetDevice } from './device-acts.ts';
import type { Effect } from './effects.ts';
import { inheritedClocks, leaveClocks } from './failing-clocks.ts';
import { withDisplay } from './floor-row.ts';
import { closeLine } from './phone-line.ts';

const CODE_MS = 24 * 3_600_000;
const MAX_DEVICES_OF_A_PERSON = 10;

export interface MintedLink {
  readonly link: string;
  readonly expiresAt: string;
}

type MintServices = Pick<Services, 'store' | 'clock' | 'randomBytes'>;

/** A link that enrols one laptop for one person, once, within 24 hours. Throws AppError NOT_FOUND or CONFLICT. */
export async function mintEnrolmentLink(
  services: MintServices,
  input: { readonly personId: PersonId; readonly actor: string; readonly serverUrl: string },
): Promise<MintedLink> {
  const code = randomToken(services.randomBytes, 16);
  const now = services.clock.nowMs();
  const expiresAt = now + CODE_MS;
  const policyKey = await services.store.write(async (tx) => {
    const person = await tx.people.byId(input.personId);
    if (person === null) throw new AppError('NOT_FOUND', 'There is no such person.');
    if (person.extension === null)
      throw new AppError('CONFLICT', `${person.name} has no extension, so there is no phone to enrol a laptop for.`);
    const organisation = await tx.organisation();
    if (organisation === null) throw new AppError('UNAVAILABLE', 'The organisation is not set up yet.');
    await tx.codes.removeExpired(now);
    await tx.codes.insert({ codeHash: hashSecret(code), personId: person.id, expiresAt });
    await tx.audit.append({
      at: now,
      actor: input.actor,
      action: 'enrolment.created',
      subject: person.email,
      details: {},
    });
    return organisation.policyKey;
  });
  return {
    link: formatEnrolmentLink({ server: input.serverUrl, code, key: fingerprint(policyKey) }),
    expiresAt: new Date(expiresAt).toISOString(),
  };
}

/** `POST /api/device/enrol`. Of any number of callers with one code, exactly one gets a device. */
export async function handleEnrol(services: Services, request: EnrolRequest): Promise<EnrolReply> {
  if (!isP256PublicKey(request.publicKey))
    throw new AppError(
      'INVALID_INPUT',
      'The enrolment was refused: publicKey: must be a P-256 key (SPKI, DER, base64url)',
    );
  if (!verifyP256(request.publicKey, enrolSigningText(request), request.signature))
    throw new AppError('BAD_SIGNATURE', 'The enrolment is not signed by the key that it brings, so it was refused.');
  const now = services.clock.nowMs();
  const { reply, effects, replaced, personId } = await services.store.write(async (tx) => {
    const personId = await tx.codes.claim(hashSecret(request.code), now);
    if (personId === null)
      throw new AppError('CODE_SPENT', 'This link was used before or is too old. Ask IT for a new one.');
    const person = await tx.people.byId(personId);
    const organisation = await tx.organisation();
    if (person === null || person.extension === null || organisation === null)
      throw new AppError('CODE_SPENT', 'This link is for somebody without a phone. Ask IT for a new one.');
    const replaced = await replaceLost(services, tx, person, { request, now });
    if ((await tx.devices.ofPerson(person.id)).length >= MAX_DEVICES_OF_A_PERSON)
      throw new AppError(
        'CONFLICT',
        'You have too many enrolled laptops. Ask IT to remove one that you no longer use.',
      );
    const device = newDevice(request, randomUuid(services.randomBytes) as DeviceId, personId, now);
    const clocks = await inheritedClocks(tx, services.presence, { personId, platform: device.platform, now });
    await tx.devices.insert(device);
    await tx.failing.set(device.id, clocks);
    await tx.rollouts.inherit(device);
    await tx.audit.append({
      at: now,
      actor: person.email,
      action: 'device.enrolled',
      subject: device.id,
      details: { platform: device.platform, keyStorage: device.keyStorage, key: fingerprint(device.publicKey) },
    });
    const reply: EnrolReply = {
      deviceId: device.id,
      organisation: {
        id: organisation.id,
        name: organisation.name,
        policyKey: organisation.policyKey,
        leaseKey: organisation.leaseKey,
      },
      agent: { name: person.name, extension: person.extension },
    };
    const effects: Effect[] = [...replaced.effects, { type: 'row', device, person }];
    return { reply, effects, replaced: replaced.ids, personId };
  });
  services.effects.run(effects);
  for (const id of replaced) forgetDevice(services, id, personId);
  return reply;
}

/**
 * A key in memory died with its process: when its person enrols again from the same system, the devices of such keys that
 * are not connected can never come back, and go.
 */
async function replaceLost(
  services: Pick<Services, 'presence'>,
  tx: StoreTx,
  person: PersonRecord,
  { request, now }: { readonly request: EnrolRequest; readonly now: number },
): Promise<{ readonly ids: readonly DeviceId[]; readonly effects: readonly Effect[] }> {
  if (request.keyStorage !== 'memory') return { ids: [], effects: [] };
  const lost = (await tx.devices.ofPerson(person.id)).filter(
    ({ id, keyStorage, platform }) =>
      keyStorage === 'memory' && platform === request.platform && !services.presence.isOnline(id),
  );
  const effects: Effect[] = [];
  for (const device of lost) {
    effects.push(...(await closeLine(tx, { device, person, now, finishMs: 0, tell: null })).effects);
    await leaveClocks(tx, device, now);
    await tx.devices.remove(device.id);
    await tx.audit.append({
      at: now,
      actor: person.email,
      action: 'device.replaced',
      subject: device.id,
      details: { platform: device.platform, keyStorage: device.keyStorage, why: 'its key was in memory and is gone' },
    });
  }
  return { ids: lost.map(({ id }) => id), effects };
}

function newDevice(request: EnrolRequest, id: DeviceId, personId: PersonId, now: number): DeviceRecord {
  const device: DeviceRecord = {
    id,
    personId,
    publicKey: request.publicKey,
    platform: request.platform,
    keyStorage: request.keyStorage,
    enrolledAt: now,
    epoch: 0,
    counter: 0,
    bootId: null,
    policyVersion: 0,
    facts: null,
    verdict: null,
    phone: null,
    onShift: false,
    held: false,
    displacedBootId: null,
    leaseEndsAt: null,
    lastSeenAt: null,
    reportedAt: null,
    display: 'off-shift',
    sinceAt: now,
  };
  return { ...device, ...withDisplay(device, {}, false, now) };
}
