import { createContext, useContext } from 'react';
import type { Session } from '../../../core/wire/console.ts';

const SessionContext = createContext<Session | null>(null);
export const SessionProvider = SessionContext.Provider;

/** Whoever is signed in. Only for pages that are shown after sign-in. */
export function useSignedIn(): Session {
  const session = useContext(SessionContext);
  if (session === null) throw new Error('useSignedIn needs a SessionProvider above it');
  return session;
}
