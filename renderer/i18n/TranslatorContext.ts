import { createContext, useContext } from 'react';
import { en } from '../../core/text/en.ts';
import { createTranslator, type Translator } from './translate.ts';

const TranslatorContext = createContext<Translator<never>>(createTranslator('en', en));

/** Each surface provides its own translator, and reads it back through a hook of its own that knows its keys. */
export const TranslatorProvider = TranslatorContext.Provider;

/** The formats alone (dates, durations), for parts that both surfaces share and that say no words of their own. */
export function useTranslator(): Translator<never> {
  return useContext(TranslatorContext);
}
