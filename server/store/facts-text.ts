import { createHash } from 'node:crypto';
import { z } from 'zod';
import { FACT_KEYS, factsSchema, type Facts } from '../../core/facts/catalogue.ts';
import type { Fact } from '../../core/facts/fact.ts';

/**
 * Facts as they are kept: the ages on the first line, then one line of JSON for each fact, in the order of the catalogue.
 * So one can be read without the others, and what thousands of laptops say alike is parsed once.
 *
 * The form says what the lines are. What carries ours was checked when it came in and need not be again to be read 100,000
 * times; what carries another, from an older version, reads as nothing, and the next report brings it again.
 */
export const FACTS_FORM = createHash('sha256')
  .update(`lines-1 ${FACT_KEYS.join(' ')} ${JSON.stringify(z.toJSONSchema(factsSchema))}`)
  .digest('base64url')
  .slice(0, 16);

type Ageless = Omit<Fact<unknown>, 'ageMs'>;

export function factsText(facts: Facts): string {
  const ages: number[] = [];
  const lines = FACT_KEYS.map((key) => {
    const { ageMs, ...rest } = facts[key];
    ages.push(ageMs);
    return JSON.stringify(rest);
  });
  return `${JSON.stringify(ages)}\n${lines.join('\n')}`;
}

/** All of them, as plain data. Null for text of another form. */
export function readFacts(text: string | null, form: string | null): Facts | null {
  const lazy = openFacts(text, form);
  return lazy === null ? null : (Object.fromEntries(FACT_KEYS.map((key) => [key, lazy[key]])) as unknown as Facts);
}

/** The same, but each is read only when it is asked for. */
export function openFacts(text: string | null, form: string | null): Facts | null {
  if (text === null || form !== FACTS_FORM) return null;
  return new LazyFacts(text.split('\n')) as unknown as Facts;
}

class LazyFacts {
  readonly lines: readonly string[];
  #ages: readonly number[] | null = null;

  constructor(lines: readonly string[]) {
    this.lines = lines;
  }

  read(index: number): Ageless & { readonly ageMs: number } {
    this.#ages ??= JSON.parse(this.lines[0] ?? '[]') as readonly number[];
    return { ...ageless(this.lines[index + 1] ?? ''), ageMs: this.#ages[index] ?? Number.NaN };
  }
}

for (const [index, key] of FACT_KEYS.entries())
  Object.defineProperty(LazyFacts.prototype, key, {
    get(this: LazyFacts) {
      return this.read(index);
    },
  });

/** Emptied when it is full: what is common is soon there again. */
const MAX_REMEMBERED = 4096;
const remembered = new Map<string, Ageless>();

function ageless(line: string): Ageless {
  const before = remembered.get(line);
  if (before !== undefined) return before;
  const fact = JSON.parse(line) as Ageless;
  if (remembered.size >= MAX_REMEMBERED) remembered.clear();
  remembered.set(line, fact);
  return fact;
}
