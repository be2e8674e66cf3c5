import { createContext, useContext } from 'react';
import type { StoreApi } from 'zustand/vanilla';
import type { Client } from '../lib/bridge.ts';
import type { Toasts } from '../ui/toasts.ts';
import type { ClientStore } from './client/client-store.ts';
import type { Softphone, SoftphoneState } from './phone/softphone-state.ts';
import type { Navigation } from './shell/navigation-store.ts';
import type { Ringer } from './phone/ringer.ts';
import type { LeftStore } from './welcome/left-store.ts';
import type { WebStore } from './web/web-store.ts';

/** Everything that the window works with. Made once, by `start.tsx`; tests make their own. */
export interface AgentServices {
  readonly client: Client;
  readonly view: ClientStore;
  readonly web: WebStore;
  readonly navigation: Navigation;
  readonly softphone: StoreApi<SoftphoneState>;
  readonly phone: Pick<
    Softphone,
    'call' | 'answer' | 'hangUp' | 'setMuted' | 'setHeld' | 'sendDigit' | 'transfer' | 'dismiss'
  >;
  /** The softphone's clock: monotonic milliseconds. */
  readonly callClock: () => number;
  readonly ringer: Ringer;
  readonly toasts: Toasts;
  readonly left: LeftStore;
}

const ServicesContext = createContext<AgentServices | null>(null);
export const ServicesProvider = ServicesContext.Provider;

export function useServices(): AgentServices {
  const services = useContext(ServicesContext);
  if (services === null) throw new Error('useServices needs a ServicesProvider above it');
  return services;
}
