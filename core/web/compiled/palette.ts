import { z } from 'zod';
import { EFFECT_RANK, type RuleEffect } from '../match/domain-index.ts';
import { MAX_VALUES } from './layout.ts';

/** Stands for the domain in a rule's text; no list line holds it, since readers trim control characters. */
export const DOMAIN_MARK = '\u0000';
/** Lists, kinds of line and so on: what one release may bring along. */
export const MAX_LISTS = 1000;
export const MAX_ORIGINS = 4096;

const effectSchema = z.enum(['block', 'allow', 'important-block', 'important-allow']);
export const shortText = z.string().max(300);
export const listInfoSchema = z.strictObject({ name: shortText.min(1), category: shortText });
export type ListInfo = z.output<typeof listInfoSchema>;

/** What rules of one kind have in common. `template` is the rule's text around its domain; null: each text stands in the names file. */
const originSchema = z.strictObject({
  list: z.int().min(0).max(MAX_LISTS),
  effect: effectSchema,
  template: shortText.nullable(),
});
export type Origin = z.output<typeof originSchema>;

/** One value of the table: the rule for the name itself and the rule for what is below it, as places in `origins`, or -1. */
const valueSchema = z.tuple([z.int().min(-1), z.int().min(-1)]);

export const paletteSchema = z
  .strictObject({
    lists: z.array(listInfoSchema).max(MAX_LISTS),
    origins: z.array(originSchema).max(MAX_ORIGINS),
    values: z.array(valueSchema).max(MAX_VALUES),
  })
  .refine((palette) => palette.origins.every((origin) => origin.list < palette.lists.length), {
    message: 'an origin names a list that is not there',
  })
  .refine((palette) => palette.values.every(([self, below]) => Math.max(self, below) < palette.origins.length), {
    message: 'a value names an origin that is not there',
  });
export type Palette = z.output<typeof paletteSchema>;

export function rankOf(effect: RuleEffect): number {
  return EFFECT_RANK[effect];
}
