import { FACT_KEYS, type FactKey } from '../../../core/facts/catalogue.ts';
import type { PrivacyView } from '../../../core/ipc/client-view.ts';

export type Measured = PrivacyView['measured'][number];
export type Area = 'laptop' | 'protection' | 'people' | 'network' | 'programs' | 'other';

export interface MeasuredFact {
  readonly fact: string;
  readonly looks: readonly Measured[];
}
export interface MeasuredArea {
  readonly area: Area;
  readonly facts: readonly MeasuredFact[];
}

/** Where people look for a fact. A new one must say where it belongs. */
const AREAS: Readonly<Record<FactKey, Exclude<Area, 'other'>>> = {
  os: 'laptop',
  hardware: 'laptop',
  virtualMachine: 'laptop',
  diskSpace: 'laptop',
  removableStorage: 'laptop',
  clockSync: 'laptop',
  diskEncryption: 'protection',
  fixedVolumes: 'protection',
  osUpdates: 'protection',
  automaticUpdates: 'protection',
  antivirus: 'protection',
  systemIntegrity: 'protection',
  securityChip: 'protection',
  developerMode: 'protection',
  rootCertificates: 'protection',
  screenLock: 'people',
  autoLogin: 'people',
  localAdmin: 'people',
  guestAccount: 'people',
  remoteAccess: 'people',
  firewall: 'network',
  vpn: 'network',
  networkTampering: 'network',
  watchedPrograms: 'programs',
  browsers: 'programs',
  appIntegrity: 'programs',
};
const ORDER: readonly Area[] = ['laptop', 'protection', 'people', 'network', 'programs', 'other'];

/** Looks by the fact that they were for, and facts by where people look for them. Empty areas are left out. */
export function groupMeasured(measured: readonly Measured[]): readonly MeasuredArea[] {
  const facts = new Map<string, Measured[]>();
  for (const look of measured) {
    const looks = facts.get(look.fact);
    if (looks === undefined) facts.set(look.fact, [look]);
    else looks.push(look);
  }
  const all = [...facts].map(([fact, looks]) => ({ fact, looks }));
  return ORDER.map((area) => ({ area, facts: all.filter(({ fact }) => areaOf(fact) === area) })).filter(
    (group) => group.facts.length > 0,
  );
}

/** A fact of a newer version than this page has no place yet. */
function areaOf(fact: string): Area {
  return Object.hasOwn(AREAS, fact) ? AREAS[fact as FactKey] : 'other';
}

/** What may be measured, but is not under the rules in force. */
export function notMeasured(measured: readonly Measured[]): readonly FactKey[] {
  const seen = new Set(measured.map(({ fact }) => fact));
  return FACT_KEYS.filter((key) => !seen.has(key));
}
