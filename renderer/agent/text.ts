import { createContext, useContext } from 'react';
import { en } from '../../core/text/en.ts';
import type { TextRef } from '../../core/text/text-ref.ts';
import { agentEn } from '../i18n/agent-en.ts';
import { createTranslator, type Locale } from '../i18n/translate.ts';

export function createAgentText(locale: Locale) {
  return createTranslator(locale, en, agentEn);
}
export type AgentText = ReturnType<typeof createAgentText>;

const AgentTextContext = createContext<AgentText | null>(null);
export const AgentTextProvider = AgentTextContext.Provider;

export function useText(): AgentText {
  const text = useContext(AgentTextContext);
  if (text === null) throw new Error('useText needs an AgentTextProvider above it');
  return text;
}

/** A sentence that came by its key, from the main process or the server; null when this version does not know it. */
export function sayRef(t: AgentText, ref: TextRef): string | null {
  return t.maybe(ref.key, ref.values);
}
