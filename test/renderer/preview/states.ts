import type { CheckId } from '../../../core/checks/catalogue.ts';
import type { ClientView, WebViewState } from '../../../core/ipc/client-view.ts';
import type { SoftphoneState } from '../../../renderer/agent/phone/softphone-state.ts';
import type { Page } from '../../../renderer/agent/shell/navigation-store.ts';
import { endedCall, liveCall, registeredPhone } from '../support/calls.ts';
import { view, views } from '../support/views.ts';
import { blockedPage, failedPage, sitePage, webPage } from '../support/web-pages.ts';

/** One picture of the window: what the main process says, what the phone does, and where the agent is. */
export interface PreviewState {
  readonly view: ClientView;
  readonly page: Page;
  readonly openCheck?: CheckId;
  readonly phone?: SoftphoneState;
  readonly web?: WebViewState;
  /** Buttons to press, by their names, once it is drawn. */
  readonly press?: readonly string[];
}

/** Made when asked for, so that their times are fresh. `callNow` is the softphone's clock. */
export function previewStates(callNow: number): Readonly<Record<string, PreviewState>> {
  const active = liveCall({ phase: 'active', startedAtMs: callNow - 83_000, quality: 'good' });
  return {
    'welcome-invited': { view: views.invited(), page: 'home' },
    'welcome-link': { view: views.stranger(), page: 'home' },
    'home-off-shift': { view: views.offShift(), page: 'home' },
    'home-ready': { view: views.ready(), page: 'home' },
    'home-blocked': { view: views.blocked(), page: 'home' },
    'home-check-open': { view: views.blocked(), page: 'home', openCheck: 'osUpdates' },
    'home-unclear': { view: views.unclear(), page: 'home', openCheck: 'firewall' },
    'home-everything': { view: views.everything(), page: 'home' },
    'home-everything-check': { view: views.everything(), page: 'home', openCheck: 'antivirus' },
    'home-waived': { view: views.waived(), page: 'home', openCheck: 'diskEncryption' },
    'home-waiver-ends': { view: views.waiverEnds(), page: 'home', openCheck: 'diskEncryption' },
    'home-help': {
      view: views.blocked(),
      page: 'home',
      openCheck: 'osUpdates',
      press: ['I can’t fix this', 'Make a report', 'What we saw, as it is sent'],
    },
    'home-help-sent': {
      view: views.blocked(),
      page: 'home',
      openCheck: 'osUpdates',
      press: ['I can’t fix this', 'Send to IT'],
    },
    'home-grace': { view: views.grace(), page: 'home' },
    'home-offline': { view: views.offline(), page: 'home' },
    'home-revoked': { view: views.revoked(), page: 'home' },
    'home-measuring': { view: views.measuring(), page: 'home' },
    'home-memory': { view: views.memoryOnly(), page: 'home' },
    'home-no-phone': { view: views.phoneMissing(), page: 'home' },
    'phone-dialer': { view: views.ready(), page: 'phone', phone: registeredPhone() },
    'phone-keypad': { view: views.ready(), page: 'phone', phone: registeredPhone(), press: ['Show keypad'] },
    'phone-locked': { view: views.blocked(), page: 'phone' },
    'phone-missing': { view: views.phoneMissing(), page: 'phone' },
    'phone-incoming': {
      view: views.ready(),
      page: 'phone',
      phone: registeredPhone(liveCall({ direction: 'incoming', phase: 'ringing', number: '+46850901234' })),
    },
    'phone-calling': { view: views.ready(), page: 'phone', phone: registeredPhone(liveCall({ phase: 'ringing' })) },
    'phone-active': { view: views.ready(), page: 'phone', phone: registeredPhone(active) },
    'phone-call-keypad': { view: views.ready(), page: 'phone', phone: registeredPhone(active), press: ['Keypad'] },
    'phone-transfer': { view: views.ready(), page: 'phone', phone: registeredPhone(active), press: ['Transfer'] },
    'phone-held': {
      view: views.ready(),
      page: 'phone',
      phone: registeredPhone({ ...active, phase: 'held', quality: 'poor' }),
    },
    'phone-closing': { view: views.closing(), page: 'phone', phone: registeredPhone({ ...active, quality: 'fair' }) },
    'phone-ended': { view: views.ready(), page: 'phone', phone: registeredPhone(endedCall()) },
    'web-start': { view: views.ready(), page: 'web', web: webPage() },
    'web-site': { view: views.ready(), page: 'web', web: sitePage() },
    'web-blocked': { view: views.ready(), page: 'web', web: blockedPage() },
    'web-ask': { view: views.ready(), page: 'web', web: blockedPage(), press: ['Ask for access'] },
    'web-failed': { view: views.ready(), page: 'web', web: failedPage() },
    'web-off-shift': { view: views.offShift(), page: 'web' },
    'privacy-measured': { view: views.ready(), page: 'privacy', press: ['Disk encryption 1 look'] },
    'privacy-sent': { view: views.ready(), page: 'privacy', press: ['Sent'] },
    'privacy-raw': { view: views.ready(), page: 'privacy', press: ['Sent', 'Raw'] },
    'privacy-report': {
      view: views.ready(),
      page: 'privacy',
      press: ['For IT', 'Make a report', 'Read all 5 answers'],
    },
    'privacy-report-off': { view: views.offShift(), page: 'privacy', press: ['For IT'] },
    'privacy-never': { view: views.offShift(), page: 'privacy', press: ['Never'] },
    settings: { view: views.ready(), page: 'settings' },
    'settings-leave': { view: view(), page: 'settings', press: ['Leave Lindqvist Support'] },
  };
}
