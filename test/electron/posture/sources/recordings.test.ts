import { describe, expect, it } from 'vitest';
import { findSource, SOURCES } from '../../../../electron/posture/sources/catalogue.ts';
import { RECORDINGS } from './recordings.ts';

/** Fields that are there whatever the answer is. */
const CONSTANT = new Set(['guard', 'covers', 'interfaces', 'tunnels', 'products', 'names', 'interceptors']);

describe('every recording is read as its machine was', () => {
  it.each(RECORDINGS.map((recording) => [recording.file, recording] as const))('%s', (_, recording) => {
    const reading = findSource(recording.source)?.parse(recording.output, { asOf: recording.asOf });
    expect(reading).toMatchObject(recording.expect);
  });

  it('has at least one recording for every source that reads text', () => {
    const covered = new Set(RECORDINGS.map((recording) => recording.source));
    const uncovered = SOURCES.filter((source) => source.gather?.via !== 'age' && source.gather?.via !== 'identity')
      .map((source) => source.id)
      .filter((id) => !covered.has(id));
    // It shares its parser with linux/dnf; what differs is in dnf-security.test.ts.
    expect(uncovered).toEqual(['linux/dnf-security']);
  });

  it.each(RECORDINGS.map((recording) => [recording.file, recording] as const))(
    'says why it can’t tell: %s',
    (_, { source, output, asOf }) => {
      const reading = Object.entries(findSource(source)?.parse(output, { asOf }) ?? {});
      const told = reading.filter(([name, value]) => value !== null && !CONSTANT.has(name));
      // The reason is one of them.
      expect(told).not.toEqual([]);
    },
  );
});
