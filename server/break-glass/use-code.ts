import { AppError } from '../../core/errors.ts';
import type { CheckId } from '../../core/checks/catalogue.ts';
import {
  breakGlassSigningText,
  readBreakGlassCode,
  type BreakGlassReply,
  type BreakGlassRequest,
} from '../../core/wire/device.ts';
import { raiseAlert } from '../alerts/raise-alert.ts';
import { findDevice } from '../device/device-acts.ts';
import type { Effect } from '../device/effects.ts';
import { judge } from '../device/judge.ts';
import { notEnrolled } from '../device/report.ts';
import { equalSecrets, verifyP256 } from '../keys.ts';
import { rejudge } from '../policy/rejudge.ts';
import { randomUuid } from '../random.ts';
import type { Services } from '../services.ts';
import type { BreakGlassRecord, DeviceRecord, PersonRecord } from '../store/records.ts';
import type { StoreTx } from '../store/store.ts';
import { hashOf } from './issue-code.ts';

/** How long it opens the phone for. */
const OPEN_MS = 15 * 60_000;
/** So many wrong codes, and the right one is worth nothing any more. */
const MAX_TRIES = 5;

type Outcome =
  | { readonly refusal: AppError; readonly effects: readonly Effect[] }
  | { readonly reply: BreakGlassReply; readonly effects: readonly Effect[] };

/**
 * `POST /api/device/break-glass`: spends the code, and excepts this laptop for a while from every check that closes its
 * phone now. What a wrong code cost stays counted.
 */
export async function handleBreakGlass(services: Services, request: BreakGlassRequest): Promise<BreakGlassReply> {
  const device = await services.store.read((tx) => tx.devices.byId(request.deviceId));
  if (device === null) throw notEnrolled();
  if (!verifyP256(device.publicKey, breakGlassSigningText(request), request.signature))
    throw new AppError('BAD_SIGNATURE', 'The request is not signed by this device’s key, so it was refused.');
  const outcome = await services.store.write((tx) => decide(services, tx, request));
  services.effects.run(outcome.effects);
  if ('refusal' in outcome) throw outcome.refusal;
  return outcome.reply;
}

async function decide(services: Services, tx: StoreTx, request: BreakGlassRequest): Promise<Outcome> {
  const now = services.clock.nowMs();
  const { device, person } = await findDevice(tx, request.deviceId);
  if (!services.nonces.spend(request.nonce, device.id))
    return refuse(
      new AppError('NONCE_SPENT', 'This request’s number was used before or is too old. Ask for a new one.'),
    );
  const code = await tx.breakGlass.of(device.id);
  if (code === null || code.expiresAt <= now || code.tries >= MAX_TRIES) return refuse(noCode());
  if (!equalSecrets(code.codeHash, hashOf(device.id, readBreakGlassCode(request.code))))
    return wrong(services, tx, { device, person, code, now });
  const checks = await closingNow(services, tx, { device, person, now });
  // The code stays good: nothing was opened with it.
  if (checks.length === 0)
    return refuse(new AppError('CONFLICT', 'No check closes this phone now, so the code was not used.'));
  await tx.breakGlass.remove(device.id);
  for (const check of checks) await except(services, tx, { device, person, code, now }, check);
  await tx.audit.append({
    at: now,
    actor: person.email,
    action: 'break-glass.used',
    subject: device.id,
    details: { checks, issuedBy: code.issuedByName, reason: code.reason },
  });
  const policy = await (await services.policies(tx)).of(device);
  const details = { checks, issuedBy: code.issuedByName, reason: code.reason };
  const effects: readonly Effect[] = [
    ...(await rejudge(services, tx, { device, person, policy, now })),
    { type: 'push', deviceId: device.id, push: { type: 'recheck' } },
    { type: 'live', event: { type: 'waivers' } },
    ...(await raiseAlert(services, tx, { kind: 'break-glass-used', subject: device.id, details })),
  ];
  return { reply: { checks: [...checks], leftMs: OPEN_MS }, effects };
}

interface Attempt {
  readonly device: DeviceRecord;
  readonly person: PersonRecord;
  readonly code: BreakGlassRecord;
  readonly now: number;
}

function refuse(refusal: AppError, effects: readonly Effect[] = []): Outcome {
  return { refusal, effects };
}

/** The same sentence whether there never was one, it is over, or it was guessed at too often. */
function noCode(): AppError {
  return new AppError('CODE_SPENT', 'There is no code for this laptop, or it is over. Ask for a new one.');
}

async function wrong(services: Services, tx: StoreTx, { device, person, code, now }: Attempt): Promise<Outcome> {
  await tx.breakGlass.countTry(device.id);
  const tries = code.tries + 1;
  await tx.audit.append({
    at: now,
    actor: person.email,
    action: 'break-glass.refused',
    subject: device.id,
    details: { tries },
  });
  if (tries < MAX_TRIES)
    return refuse(
      new AppError('INVALID_INPUT', 'That is not the code. Look at it again, or have it read to you once more.'),
    );
  return refuse(
    noCode(),
    await raiseAlert(services, tx, { kind: 'break-glass-guessed', subject: device.id, details: { tries } }),
  );
}

/** By the last facts: what the laptop itself would be told if it reported them now. */
async function closingNow(
  services: Services,
  tx: StoreTx,
  { device, person, now }: Pick<Attempt, 'device' | 'person' | 'now'>,
): Promise<readonly CheckId[]> {
  if (device.facts === null) return [];
  const policy = await (await services.policies(tx)).of(device);
  const verdict = await judge(tx, { device, person, facts: device.facts, policy, now, keepsClock: false });
  return verdict.findings.flatMap(({ check, effect }) => (effect === 'closes' ? [check] : []));
}

/** The agent used it, the issuer answers for it. */
async function except(
  services: Services,
  tx: StoreTx,
  { device, person, code, now }: Attempt,
  check: CheckId,
): Promise<void> {
  await tx.waivers.insert({
    id: randomUuid(services.randomBytes),
    kind: 'break-glass',
    check,
    scope: { deviceId: device.id },
    reason: code.reason,
    askedBy: person.id,
    askedByName: person.name,
    askedAt: now,
    decidedBy: code.issuedBy,
    decidedByName: code.issuedByName,
    state: 'approved',
    endsAt: now + OPEN_MS,
  });
}
