import {
  privacyViewSchema,
  webViewStateSchema,
  type PrivacyView,
  type WebViewState,
} from '../../../core/ipc/client-view.ts';
import { noFacts } from '../../../core/facts/catalogue.ts';

export function webPage(overrides: Partial<WebViewState> = {}): WebViewState {
  return webViewStateSchema.parse({
    url: '',
    title: '',
    loading: false,
    canGoBack: false,
    canGoForward: false,
    blocked: null,
    failed: null,
    blockedCount: 0,
    ...overrides,
  });
}

export const blockedPage = (): WebViewState =>
  webPage({
    url: 'https://desk.lindqvist.example/queue',
    canGoBack: true,
    blockedCount: 2,
    blocked: {
      url: 'https://files.bigshare.example/share',
      host: 'files.bigshare.example',
      rule: 'bigshare.example',
      category: 'file-sharing',
      why: 'Customers’ files stay in the case system.',
      list: 'policy',
    },
  });

export const failedPage = (): WebViewState =>
  webPage({ url: 'https://desk.lindqvist.example/queue', failed: 'ERR_NAME_NOT_RESOLVED' });

export const sitePage = (): WebViewState =>
  webPage({ url: 'https://desk.lindqvist.example/queue', title: 'Queue', canGoBack: true, blockedCount: 1 });

export function privacyView(): PrivacyView {
  const at = new Date(Date.now() - 20_000).toISOString();
  const report = {
    nonce: 'cT1xw2Vq',
    deviceId: '6f9619ff-8b86-4d01-b42d-00cf4fc964ff',
    counter: 41,
    bootId: '0f8fad5b-d9cb-469f-a165-70867728950e',
    appVersion: '0.1.0',
    policyVersion: 7,
    keyStorage: 'keychain',
    phone: { gate: 'open', registered: true, inCall: false },
    facts: {
      ...noFacts('needs-rights'),
      diskEncryption: {
        status: 'known',
        value: { encrypted: true, state: 'on', percent: null },
        sources: ['linux.lsblk'],
        ageMs: 4000,
      },
    },
  };
  return privacyViewSchema.parse({
    measured: [
      {
        source: 'linux.lsblk',
        what: 'lsblk --json --output NAME,TYPE,FSTYPE,MOUNTPOINTS,PKNAME',
        fact: 'diskEncryption',
        at,
        durationMs: 12.4,
        result:
          '{"blockdevices":[{"name":"nvme0n1","type":"disk","children":[{"name":"luks-root","type":"crypt","mountpoints":["/"]}]}]}',
      },
      {
        source: 'linux.os-release',
        what: '/etc/os-release',
        fact: 'os',
        at,
        durationMs: 0.6,
        result: 'NAME="Debian GNU/Linux"\nVERSION_ID="12"',
      },
      {
        source: 'linux.apt',
        what: 'apt-get -s -o Debug::NoLocking=true upgrade',
        fact: 'osUpdates',
        at,
        durationMs: 1420,
        result: '0 upgraded, 0 newly installed, 0 to remove and 0 not upgraded.',
      },
      { source: 'linux.ufw', what: 'ufw status', fact: 'firewall', at, durationMs: 31, result: '' },
      {
        source: 'linux.ip',
        what: 'ip -json address show',
        fact: 'vpn',
        at,
        durationMs: 8,
        result: '[{"ifname":"wg0","operstate":"UNKNOWN"}]',
      },
    ],
    lastSent: [
      {
        kind: 'report',
        at,
        to: 'https://offhook.lindqvist.example',
        body: JSON.stringify({
          wire: 1,
          deviceId: report.deviceId,
          report: JSON.stringify(report),
          signature: 'MEUCIQDx',
        }),
      },
      {
        kind: 'heartbeat',
        at,
        to: 'https://offhook.lindqvist.example',
        body: JSON.stringify({
          type: 'heartbeat',
          seq: 12,
          phone: report.phone,
          blockedSites: [],
          endOfShift: false,
          mac: 'q83vEg',
        }),
      },
    ],
  });
}
