import type { AntivirusReading } from './reading.ts';

/** Definitions older than this are called out of date; Microsoft Defender does the same by itself. Days. */
export const FRESH_DEFINITIONS_DAYS = 7;

/** A product that is on, or is known to be off; `upToDate` counts for what is on only. */
export function protection(active: boolean, product: string, upToDate: boolean | null = null): AntivirusReading {
  return { active, upToDate: active ? upToDate : null, products: active ? [product] : [], reason: null };
}
