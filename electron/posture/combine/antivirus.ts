import type { Facts } from '../../../core/facts/catalogue.ts';
import type { Platform } from '../../../core/ids.ts';
import type { AntivirusReading } from '../sources/reading.ts';
import { knownFact, mostTelling, ofFamily, unknownFact, type Aged, type ResultOf } from './results.ts';

type AntivirusResult = Aged<ResultOf<'antivirus'>>;
type AntivirusValue = Extract<Facts['antivirus'], { status: 'known' }>['value'];

const XPROTECT = 'XProtect';
const DEFENDER_FOR_ENDPOINT = 'Microsoft Defender for Endpoint';
/** How Windows' own list calls Microsoft's; `Windows Defender` in every language. */
const DEFENDER = /^(?:windows|microsoft) defender\b/i;
/** They only say how old something is. */
const AGES: ReadonlySet<string> = new Set(['linux/clamav-definitions-age', 'macos/xprotect-age']);

/**
 * One product that is on is enough, whichever source knows of it. A product's own word about itself outweighs what others say of it: one
 * that calls itself off or passive does not count because a list calls it on. Up to date as the worst of those that are on; XProtect counts
 * only where nothing else is on. Off needs that everyone who could know of a product answered.
 */
export function combineAntivirus(results: readonly Aged[], platform: Platform): Facts['antivirus'] {
  const all = ofFamily(results, 'antivirus');
  const speaking = all.filter(({ source }) => !AGES.has(source));
  const on = withoutDenied(speaking.filter(({ reading }) => reading.active === true));
  const third = on.filter(({ reading }) => !reading.products.includes(XPROTECT));
  const counted = third.length > 0 ? third : on;
  if (platform === 'windows' && isContradicted(speaking)) return unknownFact('contradictory', speaking);
  if (counted.length > 0) return knownFact(valueOf(counted, all), counted);
  const silent = speaking.filter(({ reading }) => reading.active === null && reading.reason !== 'not-installed');
  const said = speaking.filter(({ reading }) => reading.active === false);
  // Nobody at all answered, not even with no: then nothing is known, however sure it seems that nothing is there.
  if (silent.length > 0 || said.length === 0)
    return unknownFact(
      mostTelling((silent.length > 0 ? silent : speaking).map(({ reading }) => reading.reason)),
      speaking,
    );
  return knownFact({ active: false, upToDate: null, products: [] }, said);

  function withoutDenied(claims: readonly AntivirusResult[]): readonly AntivirusResult[] {
    const isOff = (source: string): boolean =>
      speaking.some((result) => result.source === source && result.reading.active === false);
    return claims.flatMap((claim) => {
      const products = claim.reading.products.filter((product) => {
        if (claim.source === 'windows/security-center')
          return !(DEFENDER.test(product) && isOff('windows/defender-status'));
        return !(
          claim.source === 'macos/system-extensions' &&
          product === DEFENDER_FOR_ENDPOINT &&
          isOff('macos/mdatp-health')
        );
      });
      return products.length === 0 ? [] : [{ ...claim, reading: { ...claim.reading, products } }];
    });
  }
}

/** Defender says that it is on, and Windows that nothing is. */
function isContradicted(speaking: readonly AntivirusResult[]): boolean {
  const of = (source: string): AntivirusReading | undefined =>
    speaking.find((result) => result.source === source)?.reading;
  const center = of('windows/security-center')?.active;
  const defender = of('windows/defender-status')?.active;
  return center === false && defender === true;
}

function valueOf(counted: readonly AntivirusResult[], all: readonly AntivirusResult[]): AntivirusValue {
  const ages = counted.map(({ source, reading }) => reading.upToDate ?? ageFor(source, all));
  const products = [...new Set(counted.flatMap(({ reading }) => reading.products))];
  // Windows' list and Defender itself speak of one product under two names.
  const named = products.filter(
    (name) => !(/^windows defender/i.test(name) && products.includes('Microsoft Defender Antivirus')),
  );
  return {
    active: true,
    upToDate: ages.includes(false) ? false : ages.includes(null) ? null : true,
    products: named.map((name) => name.slice(0, 120)).slice(0, 8),
  };
}

function ageFor(source: string, all: readonly AntivirusResult[]): boolean | null {
  const from =
    source === 'linux/clamav'
      ? 'linux/clamav-definitions-age'
      : source === 'macos/xprotect'
        ? 'macos/xprotect-age'
        : null;
  return all.find((result) => result.source === from)?.reading.upToDate ?? null;
}
