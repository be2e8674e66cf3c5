import { render, type RenderResult } from '@testing-library/react';
import userEvent, { type UserEvent } from '@testing-library/user-event';
import { vi, type Mock } from 'vitest';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ClientView, WebViewState } from '../../../core/ipc/client-view.ts';
import { createClientStore } from '../../../renderer/agent/client/client-store.ts';
import type { SoftphoneState } from '../../../renderer/agent/phone/softphone-state.ts';
import { ServicesProvider, type AgentServices } from '../../../renderer/agent/services.ts';
import { AgentWindow } from '../../../renderer/agent/shell/AgentWindow.tsx';
import { createNavigation, type Navigation, type Page } from '../../../renderer/agent/shell/navigation-store.ts';
import { AgentTextProvider, createAgentText } from '../../../renderer/agent/text.ts';
import { createWebStore } from '../../../renderer/agent/web/web-store.ts';
import { createLeftStore } from '../../../renderer/agent/welcome/left-store.ts';
import { TranslatorProvider } from '../../../renderer/i18n/TranslatorContext.ts';
import { createToasts } from '../../../renderer/ui/toasts.ts';
import { createFakeClient, type FakeAnswers, type FakeClient } from './fake-client.ts';
import { privacyView, webPage } from './web-pages.ts';

/** jsdom lays nothing out; what is measured is tested in Chromium. */
class NoResizes {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
}

interface Setting extends Omit<Partial<FakeAnswers>, 'view' | 'web'> {
  readonly view: ClientView;
  readonly page?: Page;
  readonly phone?: SoftphoneState;
  readonly web?: WebViewState;
}

type Acts = AgentServices['phone'];
type PhoneActs = { readonly [K in keyof Acts]: Mock<Acts[K]> };

export interface RenderedAgent {
  readonly screen: RenderResult;
  readonly user: UserEvent;
  readonly fake: FakeClient;
  readonly softphone: StoreApi<SoftphoneState>;
  /** What the page asked of the phone. */
  readonly act: PhoneActs;
  readonly ringer: { readonly start: Mock<() => void>; readonly stop: Mock<() => void> };
  readonly navigation: Navigation;
}

/** The agent's whole window over a fake main process and a phone that only records. */
export async function renderAgent({
  view,
  page = 'home',
  phone,
  web = webPage(),
  ...answers
}: Setting): Promise<RenderedAgent> {
  vi.stubGlobal('ResizeObserver', NoResizes);
  const fake = createFakeClient({ view, web, privacy: privacyView(), ...answers });
  const softphone = createStore<SoftphoneState>()(() => phone ?? { registration: { state: 'off' }, call: null });
  const act: PhoneActs = {
    call: vi.fn<Acts['call']>(() => true),
    answer: vi.fn<Acts['answer']>(() => true),
    hangUp: vi.fn<Acts['hangUp']>(() => true),
    setMuted: vi.fn<Acts['setMuted']>(() => true),
    setHeld: vi.fn<Acts['setHeld']>(() => true),
    sendDigit: vi.fn<Acts['sendDigit']>(() => true),
    transfer: vi.fn<Acts['transfer']>(() => true),
    dismiss: vi.fn<Acts['dismiss']>(),
  };
  const ringer = { start: vi.fn<() => void>(), stop: vi.fn<() => void>() };
  const navigation = createNavigation();
  navigation.setState({ page });
  const services: AgentServices = {
    client: fake.client,
    view: createClientStore(fake.client, () => Date.now()).store,
    web: createWebStore(fake.client).store,
    navigation,
    softphone,
    phone: act,
    callClock: () => performance.now(),
    ringer,
    toasts: createToasts(),
    left: createLeftStore(),
  };
  const text = createAgentText('en');
  const user = userEvent.setup();
  const screen = render(
    <TranslatorProvider value={text}>
      <AgentTextProvider value={text}>
        <ServicesProvider value={services}>
          <AgentWindow />
        </ServicesProvider>
      </AgentTextProvider>
    </TranslatorProvider>,
  );
  await screen.findByRole('main');
  if (answers.hang?.includes('client:read') !== true) await screen.findAllByRole('heading', { level: 1 });
  return { screen, user, fake, softphone, act, ringer, navigation };
}
