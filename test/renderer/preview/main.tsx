import { createStore } from 'zustand/vanilla';
import type { SoftphoneState } from '../../../renderer/agent/phone/softphone-state.ts';
import { startAgent } from '../../../renderer/agent/start.tsx';
import { createFakeClient } from '../support/fake-client.ts';
import { privacyView, webPage } from '../support/web-pages.ts';
import { previewStates } from './states.ts';

/** `?state=NAME&locale=pseudo&dir=rtl`: the window in a named state, over a fake main process. */
const query = new URLSearchParams(location.search);
const name = query.get('state') ?? 'home-ready';
const states = previewStates(performance.now());
const state = states[name];
const root = document.querySelector('#root');
if (state === undefined || root === null)
  throw new Error(`No such state: ${name}. There are ${Object.keys(states).join(', ')}`);

document.documentElement.dir = query.get('dir') === 'rtl' ? 'rtl' : 'ltr';
const { client } = createFakeClient({ view: state.view, web: state.web ?? webPage(), privacy: privacyView() });
const softphone = createStore<SoftphoneState>()(() => state.phone ?? { registration: { state: 'off' }, call: null });
const { navigation } = startAgent(root, {
  client,
  softphone,
  callClock: () => performance.now(),
  locale: query.get('locale') === 'pseudo' ? 'pseudo' : 'en',
  phone: {
    call: () => true,
    answer: () => true,
    hangUp: () => true,
    setMuted: () => true,
    setHeld: () => true,
    sendDigit: () => true,
    transfer: () => true,
    dismiss: () => undefined,
  },
});
navigation.setState({ page: state.page, openCheck: state.openCheck ?? null });
