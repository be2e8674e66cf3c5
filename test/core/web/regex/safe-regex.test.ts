import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSafeRegex, type SafeRegex } from '../../../../core/web/regex/safe-regex.ts';
import { Work } from '../../../../core/web/match/work.ts';

const atom = fc.constantFrom(
  'a',
  'b',
  '.',
  '[ab]',
  '[^a]',
  '\\d',
  '\\w',
  '\\W',
  '\\b',
  '\\B',
  '^',
  '$',
  '\\.',
  'A',
  '[a-c]',
  '(?:ab)',
  '(b)',
  '[B-Z]',
  '\\/',
  '-',
  '1',
);
const source = fc
  .array(fc.tuple(atom, fc.constantFrom('', '', '', '*', '+', '?', '{2}', '{1,3}', '{0,}', '+?', '|')), {
    minLength: 1,
    maxLength: 7,
  })
  // Quantifiers of anchors are refused here and allowed there.
  .map((parts) =>
    parts.map(([one, more]) => (/^(?:\\b|\\B|\^|\$)$/i.test(one) && more !== '|' ? one : one + more)).join(''),
  );
const text = fc.string({ unit: fc.constantFrom(...Array.from('abcAB1._-/ %')), maxLength: 12 });

/** Fails the test when it is refused. */
function safe(pattern: string, ignoreCase: boolean): SafeRegex {
  const made = createSafeRegex(pattern, ignoreCase);
  if (!made.ok) throw new Error(`${pattern}: ${made.reason}`);
  return made.regex;
}

describe('regular expressions of lists', () => {
  it('match what the language’s own engine matches', () => {
    fc.assert(
      fc.property(source, text, (pattern, subject) => {
        expect(safe(pattern, false).test(subject, new Work(1e8))).toBe(new RegExp(pattern).test(subject));
      }),
      { numRuns: 5000 },
    );
  });

  it('ignore case as the language does, on text in lower case', () => {
    fc.assert(
      fc.property(source, text, (pattern, subject) => {
        expect(safe(pattern, true).test(subject.toLowerCase(), new Work(1e8))).toBe(
          new RegExp(pattern, 'i').test(subject),
        );
      }),
      { numRuns: 3000 },
    );
  });

  it('hold their required text in every match', () => {
    fc.assert(
      fc.property(source, text, (pattern, subject) => {
        const regex = safe(pattern, true);
        fc.pre(regex.test(subject.toLowerCase(), new Work(1e8)));
        expect(subject.toLowerCase()).toContain(regex.literal);
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ['(?=a)b', 'looks ahead'],
    ['(?<!a)b', 'looks ahead or behind'],
    ['(a)\\1', 'refers back'],
    ['(a', 'not closed'],
    ['a)', 'never opened'],
    ['[a', 'not closed'],
    ['*a', 'nothing to repeat'],
    ['a**', 'repeated'],
    ['a{3,1}', 'wrong way round'],
    ['[z-a]', 'backwards'],
    ['a\\', 'backslash'],
    ['((a{100}){100}){100}', 'too large'],
    ['((?:){9999}){9999}', 'too large'],
    ['('.repeat(100) + ')'.repeat(100), 'too deeply'],
    ['a'.repeat(5000), 'too long'],
  ])('%s is refused with a reason', (pattern, reason) => {
    expect(createSafeRegex(pattern, false)).toEqual({ ok: false, reason: expect.stringContaining(reason) as unknown });
  });
});
