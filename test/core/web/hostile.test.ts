import { describe, expect, it } from 'vitest';
import { createSafeRegex } from '../../../core/web/regex/safe-regex.ts';
import { TooMuchWork, Work } from '../../../core/web/match/work.ts';
import { judge } from './engine-of.ts';

/** Counts what was spent: `Work` itself only tells whether it was too much. */
function stepsOf(run: (work: Work) => void): number {
  for (let limit = 1000; ; limit *= 2) {
    try {
      run(new Work(limit));
      return limit;
    } catch (error) {
      if (!(error instanceof TooMuchWork)) throw error;
    }
  }
}

describe('hostile lists and addresses', () => {
  it.each(['(a+)+$', '(a|a)*(a|aa)+b$', '(.*)(.*)(.*)(.*)z$', '^(([a-z])+.)+[A-Z]([a-z])+$', '(x+x+)+y', '(a|b|ab)*c'])(
    'a regular expression such as %s takes steps in proportion to the text',
    (source) => {
      const made = createSafeRegex(source, true);
      if (!made.ok) throw new Error(made.reason);
      const short = stepsOf((work) => made.regex.test('ab'.repeat(5_000), work));
      const long = stepsOf((work) => made.regex.test('ab'.repeat(50_000), work));
      expect(long).toBeLessThanOrEqual(16 * short);
      expect(long).toBeLessThan(10_000_000);
    },
  );

  it('many stars in a pattern are matched exactly, however long the address', () => {
    const rule = `||x.com/${'*a'.repeat(500)}b`;
    expect(judge(rule, `https://x.com/${'a'.repeat(100_000)}`).action).toBe('allow');
    expect(judge(rule, `https://x.com/${'a'.repeat(100_000)}b`).action).toBe('block');
  });

  it('a host of ten thousand labels is still matched by its end', () => {
    expect(judge('evil.com', `https://${'a.'.repeat(10_000)}evil.com/`).rule).toBe('evil.com');
    expect(judge('||evil.com/x', `https://${'a.'.repeat(10_000)}evil.com/x`).rule).toBe('||evil.com/x');
    expect(judge('evil.com', `https://${'evil.com.'.repeat(10_000)}good.net/`).action).toBe('allow');
  });

  it('what takes too much work to judge is refused, and says so', () => {
    const rules = Array.from({ length: 3000 }, (_, index) => `/aaaa*${index}z`).join('\n');
    const answer = judge(rules, `https://x.com/${'/aaaa'.repeat(20_000)}`);
    expect(answer).toMatchObject({ action: 'block', list: 'built-in', rule: 'too-much-work' });
  });

  it('an address of a megabyte is read to its end', () => {
    expect(judge('/banner.js|', `https://x.com/${'a'.repeat(1_000_000)}/banner.js`).action).toBe('block');
  });
});
