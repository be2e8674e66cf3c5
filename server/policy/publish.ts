import { createHash } from 'node:crypto';
import { canonicalJson } from '../../core/canonical-json.ts';
import { AppError } from '../../core/errors.ts';
import type { PolicyDocument, PolicyRelease } from '../../core/policy/schema.ts';
import { policySigningBytes } from '../../core/policy/signed-policy.ts';
import type { Effect } from '../device/effects.ts';
import { withDisplay } from '../device/floor-row.ts';
import { judge, notPassing } from '../device/judge.ts';
import { closeLine, finishMsOf, holdsLine, limitLine } from '../device/phone-line.ts';
import { signEd25519, type SigningKey } from '../keys.ts';
import type { Services } from '../services.ts';
import type { DeviceRecord, PersonRecord, PolicyRecord } from '../store/records.ts';
import type { StoreTx } from '../store/store.ts';
import type { CurrentPolicy } from './current-policy.ts';

/** What a client still takes (signedPolicySchema). */
const MAX_RELEASE_LENGTH = 2_000_000;

export interface PublishInput {
  readonly document: PolicyDocument;
  readonly note: string;
  readonly actor: string;
  /** Who published it, as people read it. */
  readonly actorName: string;
  /** The version that the author saw; 0 for the first. */
  readonly basedOn: number;
}

/** Signs the next version and stores it, in the caller's transaction. Throws AppError CONFLICT when there is a newer one. */
export async function insertRelease(
  tx: StoreTx,
  key: SigningKey,
  now: number,
  input: PublishInput,
): Promise<CurrentPolicy> {
  const organisation = await tx.organisation();
  if (organisation === null) throw new AppError('UNAVAILABLE', 'The organisation is not set up yet.');
  const newest = await tx.policies.newest();
  if ((newest?.version ?? 0) !== input.basedOn)
    throw new AppError(
      'CONFLICT',
      `Somebody published version ${newest?.version ?? 0} meanwhile. Look at it, then publish yours again.`,
    );
  const release: PolicyRelease = {
    organisationId: organisation.id,
    version: input.basedOn + 1,
    issuedAt: new Date(now).toISOString(),
    previous: newest === null ? null : createHash('sha256').update(newest.release).digest('hex'),
    document: input.document,
  };
  const text = canonicalJson(release);
  if (text.length > MAX_RELEASE_LENGTH)
    throw new AppError(
      'INVALID_INPUT',
      'The policy was refused: web.block: is too long for laptops to take (2 MB in all). Shorten the reasons, or block fewer sites.',
    );
  const signature = signEd25519(key, policySigningBytes(text));
  const { version } = release;
  const record: PolicyRecord = {
    version,
    release: text,
    signature,
    publishedAt: now,
    publishedBy: input.actorName,
    note: input.note,
  };
  await tx.policies.insert(record);
  await tx.audit.append({
    at: now,
    actor: input.actor,
    action: 'policy.published',
    subject: `version ${version}`,
    details: { note: input.note },
  });
  return { record, release, signed: { release: text, signature } };
}

/**
 * Publishes, judges every laptop's last facts anew and closes the phones that no longer pass: all in one transaction, so
 * that no credential can be issued under the policy before. Then pushes.
 */
export async function publishPolicy(services: Services, input: PublishInput): Promise<void> {
  const key = services.keys.policy;
  if (key === null)
    throw new AppError(
      'UNAVAILABLE',
      'The organisation’s policy key is not on this server. Sign the policy where the key is.',
    );
  const { policy, effects } = await services.store.write(async (tx) => {
    const now = services.clock.nowMs();
    const policy = await insertRelease(tx, key, now, input);
    const people = new Map((await tx.people.all()).map((person) => [person.id, person]));
    const effects: Effect[] = [];
    for (const device of await tx.devices.all()) {
      const person = people.get(device.personId);
      if (person !== undefined) effects.push(...(await rejudge(services, tx, { device, person, policy, now })));
    }
    return { policy, effects };
  });
  const { version } = policy.release;
  services.bus.publish({ type: 'device', deviceId: null, push: { type: 'policy-changed', version } });
  services.effects.run(effects);
  services.bus.publish({ type: 'live', event: { type: 'policy', version }, owner: null });
}

interface Rejudged {
  readonly device: DeviceRecord;
  readonly person: PersonRecord;
  readonly policy: CurrentPolicy;
  readonly now: number;
}

/** By the facts as they were reported: that they are current is what the lease's end sees to. */
async function rejudge(
  services: Services,
  tx: StoreTx,
  { device, person, policy, now }: Rejudged,
): Promise<readonly Effect[]> {
  if (device.facts === null) return [];
  const line = await tx.lines.of(person.extension ?? '');
  const holds = holdsLine(line, device, now);
  // What a laptop said before it went says nothing about since when something fails now.
  const isCurrent = device.onShift && (holds || services.presence.isOnline(device.id));
  const verdict = await judge(tx, { deviceId: device.id, facts: device.facts, policy, now, keepsClock: isCurrent });
  const mustClose = verdict.state === 'blocked' && holds;
  const closed = mustClose
    ? await closeLine(tx, { device, person, now, finishMs: finishMsOf(policy), tell: 'blocked' })
    : verdict.state === 'grace' && verdict.closesInMs !== null && holds
      ? await limitLine(tx, { device, line, endsAt: now + verdict.closesInMs })
      : { patch: {}, effects: [] };
  const patch = withDisplay(device, { verdict, ...closed.patch }, services.presence.isOnline(device.id), now);
  await tx.devices.update(device.id, patch);
  if (mustClose)
    await tx.audit.append({
      at: now,
      actor: 'server',
      action: 'phone.closed',
      subject: device.id,
      details: { extension: person.extension, policyVersion: policy.release.version, notPassing: notPassing(verdict) },
    });
  return [...closed.effects, { type: 'row', device: { ...device, ...patch }, person }];
}
