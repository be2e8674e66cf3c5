import { IntlMessageFormat } from 'intl-messageformat';
import { expect } from 'vitest';
import { CHECKS, type CheckId } from '../../../core/checks/catalogue.ts';
import type { Outcome } from '../../../core/checks/check.ts';
import type { Facts } from '../../../core/facts/catalogue.ts';
import { en, type EnglishKey } from '../../../core/text/en.ts';
import { textRefSchema } from '../../../core/text/text-ref.ts';

/** One thing that a check may meet: facts, and its parameters as IT would write them. */
export type Situation = readonly [facts: Facts, parameters?: Readonly<Record<string, unknown>>];

/** What a check says of facts, with its parameters parsed as a policy's are. */
export function judged(id: CheckId, facts: Facts, parameters: Readonly<Record<string, unknown>> = {}): Outcome {
  return CHECKS[id].judge(facts, CHECKS[id].parameters.parse(parameters) as never);
}

/** Each sentence of the check is said in one of the situations, each that is said exists, and each has just the values that it asks for. */
export function expectEverySentence(id: CheckId, situations: readonly Situation[]): void {
  const said = situations.map(([facts, parameters]) => judged(id, facts, parameters).evidence);
  for (const { key, values } of said) {
    expect(textRefSchema.safeParse({ key, values }).success, key).toBe(true);
    expect([key, Object.keys(values ?? {}).toSorted()]).toEqual([key, placeholders(en[key])]);
    expect(new IntlMessageFormat(en[key], 'en').format(values), key).not.toMatch(/[{}]|undefined|NaN/);
  }
  const own = (Object.keys(en) as EnglishKey[]).filter((key) => key.startsWith(`evidence.${id}.`));
  expect(own.filter((key) => !said.some((one) => one.key === key))).toEqual([]);
}

/** The names that a message asks for. */
export function placeholders(message: string): string[] {
  const names: string[] = [];
  JSON.stringify(new IntlMessageFormat(message, 'en').getAst(), (_key, node: unknown) => {
    // Types 1 to 6 of the parser's AST are argument, number, date, time, select and plural: those with a name to fill.
    if (typeof node === 'object' && node !== null && 'type' in node && 'value' in node)
      if (typeof node.type === 'number' && node.type >= 1 && node.type <= 6) names.push(String(node.value));
    return node;
  });
  return [...new Set(names)].toSorted();
}
