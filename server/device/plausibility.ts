import { compareVersions } from '../../core/checks/version.ts';
import type { FactKey, Facts, FactValues } from '../../core/facts/catalogue.ts';
import type { Fact } from '../../core/facts/fact.ts';

/**
 * What no laptop does by itself. None of it closes a phone: a lie that passes is for people to look at, and an honest laptop
 * with an odd sensor must not be locked for it. What a client alone can't have meant is refused (refuse-or-raise.ts).
 */
export type Implausibility =
  /** The volume was unencrypted seconds before. */
  | 'encrypted-in-seconds'
  /** The same system, of an older version or build than before. */
  | 'os-went-back'
  /** Another distribution or edition under the same key. */
  | 'other-system'
  /** Another maker or model under the same key. */
  | 'other-machine'
  /** Secure boot, the security chip or the hypervisor changed, which takes a restart, and nothing was restarted. */
  | 'firmware-without-restart'
  /** The system’s volume is encrypted, yet not one volume is; or more of them than there are. */
  | 'volumes-contradict'
  /** Encrypted, but not on; or on, but not encrypted. */
  | 'encryption-contradicts'
  /** Another start of this laptop is at work, or spoke after this one: its key is in two places. */
  | 'two-starts-at-once'
  /** Its counter is behind what another start of this laptop used already. */
  | 'counter-went-back'
  /** Something that only another system has. */
  | 'foreign-fact'
  /** The laptop’s own date is days from the server’s. */
  | 'wrong-date';

/** What was said, and when the server heard it (its own clock, Unix ms). */
export interface Said {
  readonly facts: Facts;
  readonly at: number;
  readonly bootId: string | null;
}

/**
 * A system volume holds more than 20 GB (Windows 11 asks for a 64 GB disk: learn.microsoft.com/windows/whats-new/windows-11-requirements),
 * and encrypting it means reading and writing all of it; at 2 GB/s each way that is beyond this.
 */
const ENCRYPTING_TAKES_MS = 10_000;
/** Time zones differ by up to 26 hours; more than two days is no time zone. */
const DATE_MAY_DIFFER_MS = 2 * 86_400_000;

/** Everything in `now` that can’t be, by itself or after `before`. Pure; the order is fixed. */
export function implausibilities(before: Said | null, now: Said): readonly Implausibility[] {
  const found: Implausibility[] = [];
  if (before !== null) {
    if (wasEncryptedTooSoon(before, now)) found.push('encrypted-in-seconds');
    if (both('os', before, now, (a, b) => a.id === b.id && wentBack(a, b))) found.push('os-went-back');
    if (both('os', before, now, (a, b) => a.platform === b.platform && a.id !== b.id)) found.push('other-system');
    if (both('hardware', before, now, isOtherMachine)) found.push('other-machine');
    if (before.bootId === now.bootId && hasOtherFirmware(before, now)) found.push('firmware-without-restart');
  }
  if (one('fixedVolumes', now, (volumes) => contradicts(volumes, now.facts))) found.push('volumes-contradict');
  if (one('diskEncryption', now, ({ encrypted, state }) => encrypted !== (state === 'on')))
    found.push('encryption-contradicts');
  if (isForeign(now.facts)) found.push('foreign-fact');
  if (one('os', now, ({ judgedOn }) => isFarFrom(judgedOn, now.at))) found.push('wrong-date');
  return found;
}

function one<K extends FactKey>(key: K, { facts }: Said, test: (value: FactValues[K]) => boolean): boolean {
  const fact: Fact<FactValues[K]> = facts[key];
  return fact.status === 'known' && test(fact.value);
}

function both<K extends FactKey>(
  key: K,
  before: Said,
  now: Said,
  test: (before: FactValues[K], now: FactValues[K]) => boolean,
): boolean {
  return one(key, before, (a) => one(key, now, (b) => test(a, b)));
}

/** Apple’s chips encrypt always: FileVault only wraps the key (support.apple.com/guide/security/sec4c6dc1b6e), at once. */
function wasEncryptedTooSoon(before: Said, now: Said): boolean {
  if (!one('os', now, ({ platform }) => platform !== 'macos')) return false;
  const apartMs = now.at - now.facts.diskEncryption.ageMs - (before.at - before.facts.diskEncryption.ageMs);
  return (
    apartMs < ENCRYPTING_TAKES_MS &&
    both('diskEncryption', before, now, (a, b) => a.state === 'off' && !a.encrypted && b.encrypted)
  );
}

function wentBack(before: FactValues['os'], now: FactValues['os']): boolean {
  const version = compare(before.version, now.version);
  if (version !== 0) return version < 0;
  return compare(before.build, now.build) < 0;
}

/** 0 when they are equal, or when it can’t be said. */
function compare(before: string | null, now: string | null): number {
  return before === null || now === null ? 0 : (compareVersions(now, before) ?? 0);
}

function isOtherMachine(before: FactValues['hardware'], now: FactValues['hardware']): boolean {
  const differs = (a: string | null, b: string | null) => a !== null && b !== null && a !== b;
  return differs(before.manufacturer, now.manufacturer) || differs(before.model, now.model);
}

function hasOtherFirmware(before: Said, now: Said): boolean {
  return (
    both('securityChip', before, now, (a, b) => a.present !== b.present) ||
    both('virtualMachine', before, now, (a, b) => a.vm !== b.vm) ||
    both('systemIntegrity', before, now, ({ secureBoot: a }, { secureBoot: b }) => a !== null && b !== null && a !== b)
  );
}

function contradicts({ total, encrypted, unclear }: FactValues['fixedVolumes'], facts: Facts): boolean {
  if (encrypted + unclear > total) return true;
  const system = facts.diskEncryption;
  return system.status === 'known' && system.value.encrypted && total > 0 && encrypted === 0 && unclear === 0;
}

function isForeign(facts: Facts): boolean {
  if (facts.os.status !== 'known') return false;
  const isMac = facts.os.value.platform === 'macos';
  const { securityChip, systemIntegrity } = facts;
  const chip = securityChip.status === 'known' ? securityChip.value.kind : null;
  const integrity = systemIntegrity.status === 'known' ? systemIntegrity.value : null;
  if (isMac) return chip === 'tpm';
  return chip === 'secure-enclave' || (integrity?.sip ?? null) !== null || (integrity?.gatekeeper ?? null) !== null;
}

function isFarFrom(judgedOn: string | null, at: number): boolean {
  const day = judgedOn === null ? NaN : Date.parse(`${judgedOn}T12:00:00Z`);
  return Math.abs(day - at) > DATE_MAY_DIFFER_MS;
}
