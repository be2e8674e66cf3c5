import { isNotMeasuredYet } from '../../core/verdict/is-measured.ts';
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
import { verifyP256 } from '../keys.ts';
import { noteVerdict } from '../rollout/note-verdict.ts';
import type { Services } from '../services.ts';
import type { DevicePatch, DeviceRecord, PersonRecord } from '../store/records.ts';
import type { StoreTx } from '../store/store.ts';
import { activeWaivers } from './active-waivers.ts';
import { decidePhone, isOtherStart } from './decide-phone.ts';
import type { Effect } from './effects.ts';
import { withDisplay } from './floor-row.ts';
import { judge, notPassing } from './judge.ts';
import { implausibilities, type Implausibility, type Said } from './plausibility.ts';
import { raiseImplausible, refusalOf } from './refuse-or-raise.ts';

type Outcome =
  | { readonly refusal: AppError; readonly effects: readonly Effect[] }
  | {
      readonly reply: Omit<ReportReply, 'socketTicket' | 'sessionKey' | 'phoneEngine'>;
      readonly effects: readonly Effect[];
      readonly extension: string | null;
      readonly said: Said;
    };

/** `POST /api/device/report`: judges, and opens or closes the phone, in one transaction. */
export async function handleReport(services: Services, signed: SignedReport): Promise<ReportReply> {
  const publicKey = await services.knownKeys.of(signed.deviceId);
  if (publicKey === null) throw notEnrolled();
  // Before any parsing: bytes that the device's key does not vouch for are not worth reading.
  if (!verifyP256(publicKey, reportSigningText(signed.report), signed.signature))
    throw new AppError('BAD_SIGNATURE', 'The report is not signed by this device’s key, so it was refused.');
  const report = parseOrThrow(reportSchema, parseJsonOrThrow(signed.report, 'report'), 'report');
  if (report.deviceId !== signed.deviceId)
    throw new AppError('INVALID_INPUT', 'The report was refused: deviceId: is not the device that sends it');
  return takeReport(services, report);
}

/** A report that its device’s key vouches for. */
export async function takeReport(services: Services, report: Report): Promise<ReportReply> {
  const outcome = await services.store.write((tx) => decide(services, tx, report));
  if ('refusal' in outcome) {
    services.effects.run(outcome.effects);
    throw outcome.refusal;
  }
  services.history.note(report.deviceId, outcome.said);
  services.presence.heard(report.deviceId);
  services.effects.run(outcome.effects);
  // A phone that registers before its extension's last revoke is through would be thrown out again.
  if (outcome.extension !== null) await services.effects.settled(outcome.extension);
  return {
    ...outcome.reply,
    phoneEngine: services.telephony.engine(),
    ...services.pushSessions.open(report.deviceId, report.bootId),
  };
}

export function notEnrolled(): AppError {
  return new AppError('NOT_ENROLLED', 'This laptop is not enrolled (any more). Ask IT for a new link.');
}

/** Refusals are returned, not thrown, so that the nonce stays spent. */
async function decide(services: Services, tx: StoreTx, report: Report): Promise<Outcome> {
  const now = services.clock.nowMs();
  const device = await tx.devices.byId(report.deviceId);
  if (device === null) return { refusal: notEnrolled(), effects: [] };
  if (!services.nonces.spend(report.nonce, device.id))
    return {
      refusal: new AppError('NONCE_SPENT', 'This report’s number was used before or is too old. Ask for a new one.'),
      effects: [],
    };
  const refused = refusalOf(report, device);
  if (refused !== null) {
    const effects = await raiseImplausible(services, tx, { device, what: refused.raise, now });
    return { refusal: refused.error, effects };
  }
  const said: Said = { facts: report.facts, at: now, bootId: report.bootId };
  const what: Implausibility[] = [...implausibilities(services.history.before(device), said)];
  if (isOtherStart(device, report) && services.presence.isOnline(device.id)) what.push('two-starts-at-once');
  const raised = await raiseImplausible(services, tx, { device, what, now });
  const person = await tx.people.byId(device.personId);
  if (person === null || person.extension === null) return { refusal: notEnrolled(), effects: [] };
  const policies = await services.policies(tx);
  const policy = await policies.of(device);
  const verdict = await judge(tx, { device, person, facts: report.facts, policy, now, keepsClock: true });
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
  const reported = { ...device, ...patch };
  const noted = await noteVerdict(services, tx, { device: reported, person, policies, policy, verdict, now });
  await auditChange(tx, { device, person, verdict, opened: phone.opened, closed: phone.closed, now });
  return {
    reply: {
      verdict,
      group: person.group,
      waivers: [...(await activeWaivers(tx, device, person, now))],
      policy: report.policyVersion < policy.release.version ? policy.signed : null,
      lease: phone.lease,
      credential: phone.credential,
      ...(phone.noCredential === undefined ? {} : { noCredential: phone.noCredential }),
      contacts: [...(await services.contacts.of(tx, person.id))],
    },
    effects: [...raised, ...phone.effects, ...noted, { type: 'row', device: { ...device, ...written }, person }],
    extension: phone.credential === null ? null : person.extension,
    said,
  };
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
