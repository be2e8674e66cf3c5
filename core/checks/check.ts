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

/** A place in the system's own settings that one allow-listed opener can open. */
export type SettingsPage = 'disk-encryption' | 'updates' | 'firewall' | 'vpn';

/** A rule that turns facts and its parameters into an outcome. Phrased as the safe state, so `pass` is always good. */
export interface Check<P extends z.ZodType> {
  readonly id: string;
  readonly facts: readonly FactKey[];
  /** Older facts than this are judged `unknown` (stale). Milliseconds. */
  readonly maxAgeMs: number;
  readonly parameters: P;
  readonly settingsPage: SettingsPage;
  readonly platforms: readonly Platform[];
  judge(facts: Facts, parameters: z.output<P>): Outcome;
}

export function defineCheck<P extends z.ZodType>(check: Check<P>): Check<P> {
  return check;
}
