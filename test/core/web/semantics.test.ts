import { describe, expect, it } from 'vitest';
import { ADDRESS_CASES } from './cases/address-cases.ts';
import type { Case } from './cases/case.ts';
import { FORMAT_CASES } from './cases/format-cases.ts';
import { OPTION_CASES } from './cases/option-cases.ts';
import { PATTERN_CASES } from './cases/pattern-cases.ts';
import { judge } from './engine-of.ts';

const ALL: Readonly<Record<string, readonly Case[]>> = {
  ...ADDRESS_CASES,
  ...PATTERN_CASES,
  ...OPTION_CASES,
  ...FORMAT_CASES,
};

function shownAs(rules: string, request: unknown): string {
  return JSON.stringify({ rules, request }).slice(0, 200);
}

describe('the filter’s semantics', () => {
  describe.each(Object.entries(ALL))('%s', (_, cases) => {
    it.each(cases.map(([rules, request, expected]) => ({ expected, shown: shownAs(rules, request), rules, request })))(
      '$expected: $shown',
      ({ expected, rules, request }) => {
        expect(judge(rules, request).action).toBe(expected);
      },
    );
  });

  it('is held by more than a thousand cases', () => {
    expect(Object.values(ALL).flat().length).toBeGreaterThan(1000);
  });
});
