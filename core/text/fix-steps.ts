import type { CheckId } from '../checks/catalogue.ts';
import type { Platform } from '../ids.ts';
import { en, type EnglishKey } from './en.ts';

/** The steps that fix a check on one system, in order. */
export function fixSteps(check: CheckId, platform: Platform): EnglishKey[] {
  const prefix = `fix.${check}.${platform}.`;
  const step = (key: EnglishKey) => Number(key.slice(prefix.length));
  return (Object.keys(en) as EnglishKey[]).filter((key) => key.startsWith(prefix)).sort((a, b) => step(a) - step(b));
}
