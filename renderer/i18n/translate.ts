import { IntlMessageFormat } from 'intl-messageformat';
import { createFormats } from './formats.ts';
import { pseudoText } from './pseudo.ts';

/** Sentences by key, in ICU MessageFormat. */
export type Catalogue = Readonly<Record<string, string>>;
export type Values = Readonly<Record<string, string | number>>;
export type Locale = 'en' | 'pseudo';

type Formats = ReturnType<typeof createFormats>;

export interface Translator<Key extends string> extends Formats {
  (key: Key, values?: Values): string;
  /** A key that came from outside (evidence, a problem): its sentence, or null when this version has none. */
  readonly maybe: (key: string, values?: Values) => string | null;
  readonly locale: Locale;
}

/**
 * One function for every sentence of a surface. Keys are checked by the compiler; each message is parsed once, when it is
 * first said. Later catalogues win where two have the same key.
 */
export function createTranslator<const Catalogues extends readonly Catalogue[]>(
  locale: Locale,
  ...catalogues: Catalogues
): Translator<{ [I in keyof Catalogues]: Extract<keyof Catalogues[I], string> }[number]> {
  const messages = new Map(catalogues.flatMap((catalogue) => Object.entries(catalogue)));
  const compiled = new Map<string, IntlMessageFormat>();
  const intlLocale = 'en';
  const compile = (key: string): IntlMessageFormat | null => {
    const known = compiled.get(key);
    if (known !== undefined) return known;
    const text = messages.get(key);
    if (text === undefined) return null;
    const message = new IntlMessageFormat(text, intlLocale);
    compiled.set(key, message);
    return message;
  };
  const maybe = (key: string, values?: Values): string | null => {
    const message = compile(key);
    if (message === null) return null;
    const sentence = sayWith(message, values);
    return locale === 'pseudo' ? pseudoText(sentence) : sentence;
  };
  const say = (key: string, values?: Values): string => maybe(key, values) ?? key;
  return Object.assign(say, createFormats(intlLocale), { maybe, locale });
}

function sayWith(message: IntlMessageFormat, values: Values | undefined): string {
  const formatted = message.format<string>({ ...values });
  return Array.isArray(formatted) ? formatted.join('') : formatted;
}
