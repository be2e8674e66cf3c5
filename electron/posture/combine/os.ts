import type { Facts } from '../../../core/facts/catalogue.ts';
import type { Platform } from '../../../core/ids.ts';
import { knownFact, mostTelling, ofFamily, unknownFact, type Aged } from './results.ts';

/** One source a system: known as soon as the system says its name. */
export function combineOs(results: readonly Aged[], platform: Platform): Facts['os'] {
  const all = ofFamily(results, 'os');
  const known = all.find((result) => result.reading.id !== null);
  if (known === undefined) return unknownFact(mostTelling(all.map((result) => result.reading.reason)), all);
  const { id, name, version, build, eol, judgedOn } = known.reading;
  return knownFact(
    {
      platform,
      id: short(id) ?? '',
      name: short(name) ?? short(id) ?? '',
      version: short(version),
      build: short(build),
      endOfLife: eol,
      judgedOn,
    },
    [known],
  );
}

/** Maker and model, for people to recognise the laptop by. */
export function combineHardware(results: readonly Aged[]): Facts['hardware'] {
  const all = ofFamily(results, 'hardware');
  const known = all.find((result) => result.reading.reason === null);
  if (known === undefined) return unknownFact(mostTelling(all.map((result) => result.reading.reason)), all);
  const { manufacturer, model, virtual } = known.reading;
  return knownFact({ manufacturer: short(manufacturer), model: short(model), virtual }, [known]);
}

/** The wire's limit, so that an odd machine can't make a report that is refused. */
function short(text: string | null): string | null {
  return text === null ? null : text.slice(0, 120);
}
