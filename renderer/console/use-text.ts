import { en } from '../../core/text/en.ts';
import { consoleEn } from '../i18n/console-en.ts';
import { consolePolicyEn } from '../i18n/console-policy-en.ts';
import { createTranslator, type Locale, type Translator } from '../i18n/translate.ts';
import { useTranslator } from '../i18n/TranslatorContext.ts';

/** Every sentence that the console can say: its own, and core's for checks and evidence. */
export type Text = Translator<keyof typeof consoleEn | keyof typeof consolePolicyEn | keyof typeof en>;

export function createConsoleText(locale: Locale): Text {
  return createTranslator(locale, en, consoleEn, consolePolicyEn);
}

/** Needs a TranslatorProvider above it that was given `createConsoleText`. */
export function useText(): Text {
  return useTranslator() as Text;
}
