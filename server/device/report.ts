import { AppError } from '../../core/errors.ts';
import { parseJsonOrThrow, parseOrThrow } from '../../core/parse.ts';
import type { Verdict } from '../../core/verdict/schema.ts';
import {
  reportSchema,
  reportSigningText,
  type Report,
  type ReportReply,
  type SignedReport,
} from '../../core/wire/device.ts';
import { hashSecret, verifyP256 } from '../keys.ts';
import type { CurrentPolicy } from '../policy/current-policy.ts';
import type { Services } from '../services.ts';
import type { DevicePatch, DeviceRecord, LineRecord, PersonRecord } from '../store/records.ts';
import type { StoreTx } from '../store/store.ts';
import type { Effect } from './effects.ts';
import { withDisplay } from './floor-row.ts';
import { isNotMeasuredYet, judge, notPassing } from './judge.ts';
import { closeLine, finishMsOf, holdsLine, openLine } from './phone-line.ts';

type Outcome =
  | { readonly refusal: AppError }
  | {
      readonly reply: Omit<ReportReply, 'socketTicket' | 'sessionKey' | 'phoneEngine'>;
      readonly effects: readonly Effect[];
      readonly extension: string | null;
    };

/** `POST /api/device/report`: judges, and opens or closes the phone, in one transaction. */
export async function handleReport(services: Services, signed: SignedReport): Promise<ReportReply> {
  const known = await services.store.read((tx) => tx.devices.byId(signed.deviceId));
  if (known === null) throw notEnrolled();
  // Before any parsing: bytes that the device's key does not vouch for are not worth reading.
  if (!verifyP256(known.publicKey, reportSigningText(signed.report), signed.signature))
    throw new AppError('BAD_SIGNATURE', 'The report is not signed by this device’s key, so it was refused.');
  const report = parseOrThrow(reportSchema, parseJsonOrThrow(signed.report, 'report'), 'report');
  if (report.deviceId !== signed.deviceId)
    throw new AppError('INVALID_INPUT', 'The report was refused: deviceId: is not the device that sends it');
  const outcome = await services.store.write((tx) => decide(services, tx, report));
  if ('refusal' in outcome) throw outcome.refusal;
  services.presence.heard(report.deviceId);
  services.effects.run(outcome.effects);
  // A phone that registers before its extension's last revoke is through would be thrown out again.
  if (outcome.extension !== null) await services.effects.settled(outcome.extension);
  return {
    ...outcome.reply,
    phoneEngine: services.telephony.engine(),
    ...services.pushSessions.open(report.deviceId),
  };
}

export function notEnrolled(): AppError {
  return new AppError('NOT_ENROLLED', 'This laptop is not enrolled (any more). Ask IT for a new link.');
}

/** Refusals are returned, not thrown, so that the nonce stays spent. */
async function decide(services: Services, tx: StoreTx, report: Report): Promise<Outcome> {
  const now = services.clock.nowMs();
  const device = await tx.devices.byId(report.deviceId);
  if (device === null) return { refusal: notEnrolled() };
  if (!(await tx.nonces.spend(hashSecret(report.nonce), device.id, now)))
    return {
      refusal: new AppError('NONCE_SPENT', 'This report’s number was used before or is too old. Ask for a new one.'),
    };
  const refusal = whyImplausible(report, device);
  if (refusal !== null) return { refusal };
  const person = await tx.people.byId(device.personId);
  if (person === null || person.extension === null) return { refusal: notEnrolled() };
  const policy = await services.currentPolicy(tx);
  const verdict = await judge(tx, { deviceId: device.id, facts: report.facts, policy, now, keepsClock: true });
  const patch: DevicePatch = {
    counter: report.counter,
    bootId: report.bootId,
    keyStorage: report.keyStorage,
    policyVersion: report.policyVersion,
    facts: report.facts,
    verdict: isNotMeasuredYet(verdict) ? null : verdict,
    phone: report.phone,
    onShift: true,
    lastSeenAt: now,
    reportedAt: now,
  };
  const phone = await decidePhone(services, tx, {
    device: { ...device, ...patch },
    before: device,
    person,
    policy,
    verdict,
    nonce: report.nonce,
    now,
  });
  // An epoch that a takeover or a hold left as it is must not be touched; only what was decided is written.
  const written = withDisplay(device, { ...patch, ...phone.patch }, true, now);
  await tx.devices.update(device.id, written);
  await auditChange(tx, { device, person, verdict, opened: phone.opened, closed: phone.closed, now });
  return {
    reply: {
      verdict,
      policy: report.policyVersion < policy.release.version ? policy.signed : null,
      lease: phone.lease,
      credential: phone.credential,
      ...(phone.noCredential === undefined ? {} : { noCredential: phone.noCredential }),
      contacts: [...(await services.contacts.of(tx, person.id))],
    },
    effects: [...phone.effects, { type: 'row', device: { ...device, ...written }, person }],
    extension: phone.credential === null ? null : person.extension,
  };
}

/** Checks that no honest client can fail. */
function whyImplausible(report: Report, device: DeviceRecord): AppError | null {
  if (report.counter <= device.counter)
    return new AppError('CONFLICT', 'The report was refused: counter: a newer report of this device is already here');
  const { os } = report.facts;
  if (os.status === 'known' && os.value.platform !== device.platform)
    return new AppError(
      'INVALID_INPUT',
      'The report was refused: facts.os.platform: is not the system that was enrolled',
    );
  return null;
}

interface PhoneDecision extends Pick<ReportReply, 'lease' | 'credential' | 'noCredential'> {
  readonly patch: DevicePatch;
  readonly effects: readonly Effect[];
  readonly opened: boolean;
  readonly closed: boolean;
}

interface PhoneInput {
  /** With this report's values. */
  readonly device: DeviceRecord;
  readonly before: DeviceRecord;
  readonly person: PersonRecord;
  readonly policy: CurrentPolicy;
  readonly verdict: Verdict;
  readonly nonce: string;
  readonly now: number;
}

async function decidePhone(services: Services, tx: StoreTx, input: PhoneInput): Promise<PhoneDecision> {
  const { device, before, person, policy, verdict, now } = input;
  const line = await tx.lines.of(person.extension ?? '');
  const held = holdsLine(line, before, now);
  if (verdict.state === 'blocked') {
    if (!held) return nothing({});
    const closed = await closeLine(tx, { device, person, now, finishMs: finishMsOf(policy), tell: null });
    return { ...nothing(closed.patch), effects: closed.effects, closed: true };
  }
  if (device.held) return nothing({});
  const other = await otherHolder(tx, line, device, now);
  // It was displaced, and that still stands: only a new start or a new shift on this laptop takes the phone back.
  if (other !== null && before.displacedBootId === device.bootId) return nothing({});
  const displaced = other === null ? [] : await displace(services, tx, other, person, now);
  const opened = await openLine(services, tx, {
    device,
    person,
    policy,
    verdict: { state: verdict.state, closesInMs: verdict.closesInMs },
    nonce: input.nonce,
    now,
  });
  return {
    lease: opened.lease,
    credential: opened.credential,
    ...(opened.noCredential === undefined ? {} : { noCredential: opened.noCredential }),
    patch: { leaseEndsAt: opened.leaseEndsAt, displacedBootId: null },
    effects: [...displaced, { type: 'line', line: opened.line }],
    opened: !held,
    closed: false,
  };
}

function nothing(patch: DevicePatch): PhoneDecision {
  return { lease: null, credential: null, patch, effects: [], opened: false, closed: false };
}

async function otherHolder(
  tx: StoreTx,
  line: LineRecord,
  device: DeviceRecord,
  now: number,
): Promise<DeviceRecord | null> {
  if (line.holder === null || line.holder === device.id) return null;
  const other = await tx.devices.byId(line.holder);
  return other !== null && holdsLine(line, other, now) ? other : null;
}

/** One live lease for each agent: the laptop that asks now takes over, calls on the other end. */
async function displace(
  services: Services,
  tx: StoreTx,
  other: DeviceRecord,
  person: PersonRecord,
  now: number,
): Promise<Effect[]> {
  const closed = await closeLine(tx, { device: other, person, now, finishMs: 0, tell: 'other-device' });
  const patch = withDisplay(
    other,
    { ...closed.patch, displacedBootId: other.bootId },
    services.presence.isOnline(other.id),
    now,
  );
  await tx.devices.update(other.id, patch);
  await tx.audit.append({
    at: now,
    actor: person.email,
    action: 'phone.taken-over',
    subject: other.id,
    details: { extension: person.extension },
  });
  return [...closed.effects, { type: 'row', device: { ...other, ...patch }, person }];
}

interface Change {
  readonly device: DeviceRecord;
  readonly person: PersonRecord;
  readonly verdict: Verdict;
  readonly opened: boolean;
  readonly closed: boolean;
  readonly now: number;
}

/** Only what changed: a renewal every minute from every laptop would bury the rest. */
async function auditChange(tx: StoreTx, { device, person, verdict, opened, closed, now }: Change): Promise<void> {
  const shared = { at: now, actor: person.email, subject: device.id };
  const details = { policyVersion: verdict.policyVersion, notPassing: notPassing(verdict) };
  if (!isNotMeasuredYet(verdict) && device.verdict?.state !== verdict.state)
    await tx.audit.append({ ...shared, action: `device.${verdict.state}`, details });
  if (opened)
    await tx.audit.append({ ...shared, action: 'phone.opened', details: { extension: person.extension, ...details } });
  if (closed)
    await tx.audit.append({ ...shared, action: 'phone.closed', details: { extension: person.extension, ...details } });
}
