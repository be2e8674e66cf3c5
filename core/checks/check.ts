import type { z } from 'zod';
import type { FactKey, Facts } from '../facts/catalogue.ts';
import type { UnknownReason } from '../facts/fact.ts';
import type { Platform } from '../ids.ts';
import type { EnglishKey } from '../text/en.ts';

export interface Evidence {
  readonly key: EnglishKey;
  readonly values?: Readonly<Record<string, string | number>>;
}

/** What a check found. `pass` is the only outcome that lets a `block` check keep the phone open. */
export type Outcome =
  | { readonly status: 'pass' | 'fail'; readonly evidence: Evidence }
  | { readonly status: 'unknown'; readonly reason: Exclude<UnknownReason, 'unsupported'>; readonly evidence: Evidence }
  | { readonly status: 'unsupported'; readonly evidence: Evidence };

/** Places in the system's own settings that one allow-listed opener can open. */
export const SETTINGS_PAGES = [
  'disk-encryption',
  'updates',
  'firewall',
  'vpn',
  'antivirus',
  'screen-lock',
  'accounts',
  'security',
  'storage',
  'sharing',
  'date-time',
  'network',
  'developer',
  'apps',
] as const;
export type SettingsPage = (typeof SETTINGS_PAGES)[number];

/** The frameworks whose controls a check serves. */
export const FRAMEWORKS = ['pciDss', 'hipaa', 'gdpr', 'ccpa', 'iso27001', 'nist800171'] as const;
export type Framework = (typeof FRAMEWORKS)[number];

/**
 * The controls that a check serves, by their numbers: PCI DSS 4.0.1 requirements, 45 CFR (HIPAA Security Rule), GDPR articles, Cal. Civ. Code
 * (CCPA), ISO/IEC 27001:2022 Annex A, NIST SP 800-171 Rev. 2. An empty list says that the framework has none that this check serves.
 */
export type Controls = { readonly [F in Framework]: readonly string[] };

/** A rule that turns facts and its parameters into an outcome. Phrased as the safe state, so `pass` is always good. */
export interface Check<P extends z.ZodType> {
  readonly id: string;
  readonly facts: readonly FactKey[];
  /** Facts that are read only with some parameters: without them nothing of it is measured. */
  alsoReads?(parameters: z.output<P>): readonly FactKey[];
  /** Older facts than this are judged `unknown` (stale). Milliseconds. */
  readonly maxAgeMs: number;
  readonly parameters: P;
  /** Where it is put right; null when no page of the settings does that. */
  readonly settingsPage: SettingsPage | null;
  readonly platforms: readonly Platform[];
  readonly controls: Controls;
  judge(facts: Facts, parameters: z.output<P>): Outcome;
}

export function defineCheck<P extends z.ZodType>(check: Check<P>): Check<P> {
  return check;
}
