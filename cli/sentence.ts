import { IntlMessageFormat } from 'intl-messageformat';
import { en, type EnglishKey } from '../core/text/en.ts';
import type { TextRef } from '../core/text/text-ref.ts';

/** A sentence of core's catalogue, in English. A key that is not in it is shown as it is. */
export function sentence(ref: TextRef): string {
  const message = Object.hasOwn(en, ref.key) ? en[ref.key as EnglishKey] : undefined;
  if (message === undefined) return ref.key;
  return String(new IntlMessageFormat(message, 'en').format(ref.values));
}
