import { CHECK_IDS } from '../../core/checks/catalogue.ts';
import type { DeviceId, Platform } from '../../core/ids.ts';
import type { Facts } from '../../core/facts/catalogue.ts';
import { evaluate } from '../../core/verdict/evaluate.ts';
import { failingFor, updateFailingSince, type FailingSince } from '../../core/verdict/failing-since.ts';
import type { Verdict } from '../../core/verdict/schema.ts';
import type { CurrentPolicy } from '../policy/current-policy.ts';
import type { PersonRecord } from '../store/records.ts';
import type { StoreTx } from '../store/store.ts';
import { activeWaivers } from './active-waivers.ts';

export interface JudgeInput {
  readonly device: { readonly id: DeviceId; readonly platform: Platform };
  readonly person: Pick<PersonRecord, 'group'>;
  readonly facts: Facts;
  readonly policy: CurrentPolicy;
  readonly now: number;
  /** Whether what fails now counts from now: only for facts that are current. */
  readonly keepsClock: boolean;
}

/** The server's own verdict on reported facts, by its own clock of what fails since when on this device. */
export async function judge(
  tx: StoreTx,
  { device, person, facts, policy, now, keepsClock }: JudgeInput,
): Promise<Verdict> {
  const before = await tx.failing.of(device.id);
  const verdict = evaluate({
    facts,
    policy: { version: policy.release.version, document: policy.release.document },
    who: { group: person.group, platform: device.platform },
    waivers: await activeWaivers(tx, device, person, now),
    failingForMs: failingFor(before, now),
  });
  const after = updateFailingSince(before, verdict.findings, now);
  if (keepsClock && !isSame(before, after)) await tx.failing.set(device.id, after);
  return verdict;
}

function isSame(a: FailingSince, b: FailingSince): boolean {
  return CHECK_IDS.every((check) => a[check] === b[check]);
}

/** For the audit log: which checks do not pass, without their evidence. */
export function notPassing(verdict: Verdict): string[] {
  return verdict.findings.flatMap(({ check, status }) => (status === 'pass' ? [] : [`${check}:${status}`]));
}
