import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import type { Client } from '../lib/bridge.ts';
import type { Locale } from '../i18n/translate.ts';
import { TranslatorProvider } from '../i18n/TranslatorContext.ts';
import { createToasts } from '../ui/toasts.ts';
import '../ui/base.css';
import { createClientStore } from './client/client-store.ts';
import { createRinger } from './phone/ringer.ts';
import { ServicesProvider, type AgentServices } from './services.ts';
import { AgentWindow } from './shell/AgentWindow.tsx';
import { createNavigation } from './shell/navigation-store.ts';
import { AgentTextProvider, createAgentText } from './text.ts';
import { createWebStore } from './web/web-store.ts';
import { createLeftStore } from './welcome/left-store.ts';

export interface AgentPorts {
  readonly client: Client;
  readonly softphone: AgentServices['softphone'];
  readonly phone: AgentServices['phone'];
  /** The softphone's clock: monotonic milliseconds. */
  readonly callClock: () => number;
  readonly locale: Locale;
}

/** Draws the agent's window into `root`. Everything from outside the page comes in through the ports. */
export function startAgent(root: Element, { client, softphone, phone, callClock, locale }: AgentPorts): AgentServices {
  const services: AgentServices = {
    client,
    softphone,
    phone,
    callClock,
    view: createClientStore(client, () => Date.now()).store,
    web: createWebStore(client).store,
    navigation: createNavigation(),
    ringer: createRinger(() => new AudioContext()),
    toasts: createToasts(),
    left: createLeftStore(),
  };
  const text = createAgentText(locale);
  createRoot(root).render(
    <StrictMode>
      <TranslatorProvider value={text}>
        <AgentTextProvider value={text}>
          <ServicesProvider value={services}>
            <AgentWindow />
          </ServicesProvider>
        </AgentTextProvider>
      </TranslatorProvider>
    </StrictMode>,
  );
  return services;
}
