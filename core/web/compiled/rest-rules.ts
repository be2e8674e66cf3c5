import { z } from 'zod';
import { parseJsonOrThrow, parseOrThrow } from '../../parse.ts';
import { LIST_FORMATS, type ListFormat } from '../rules/list-format.ts';
import type { ListInput } from '../rules/read-list.ts';
import type { Rule } from '../rules/rule.ts';
import type { Decode } from './binary.ts';
import { MAX_LISTS, shortText } from './palette.ts';

/** The lines of one list that say more than a host, to be read again by the full parser on the laptop. */
const restListSchema = z.strictObject({
  list: shortText.min(1),
  category: shortText,
  effect: z.enum(['block', 'allow']),
  format: z.enum(LIST_FORMATS),
  text: z.string(),
});
const restSchema = z.array(restListSchema).max(MAX_LISTS);

/** Those lines of one list, each once, in their order; `$badfilter` lines come along, since they disable patterns, too. */
export function restOfList(
  source: Pick<ListInput, 'list' | 'category' | 'effect' | 'format'> & { readonly isAdblock: boolean },
  others: readonly Rule[],
  disabling: readonly Rule[],
): ListInput {
  // A row means nothing without the header that names its columns, so tables are written as the URLs that they hold.
  const isTable = source.format === 'csv';
  const lines = new Set(others.map((rule) => (isTable && rule.kind === 'url' ? urlOf(rule.rule) : rule.rule.text)));
  // The text of a disabled rule is its whole `$badfilter` line.
  for (const { rule } of disabling) lines.add(rule.text);
  const format: ListFormat = isTable ? 'urls' : source.format;
  const { list, category, effect } = source;
  // The sign by which the parser knew an AdBlock list may be in none of the lines that are left: a comment says it again.
  if (source.isAdblock && format === 'auto' && lines.size > 0)
    return { list, category, effect, format, text: ['!', ...lines].join('\n') };
  return { list, category, effect, format, text: [...lines].join('\n') };
}

export function encodeRest(lists: readonly ListInput[]): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(JSON.stringify(lists.filter(({ text }) => text !== '')));
}

/** Throws AppError INVALID_INPUT. */
export function decodeRest(bytes: Uint8Array, decode: Decode): readonly ListInput[] {
  return parseOrThrow(restSchema, parseJsonOrThrow(decode(bytes), 'rules with patterns'), 'rules with patterns');
}

function urlOf({
  host,
  path,
  port,
}: {
  readonly host: string;
  readonly path: string | null;
  readonly port: number;
}): string {
  return `http://${host}${port === 0 ? '' : `:${port}`}${path ?? '/'}`;
}
