import type { AppError } from '../../../core/errors.ts';
import type { ClientView, PrivacyView, WebViewState } from '../../../core/ipc/client-view.ts';
import { events, invokes } from '../../../core/ipc/contract.ts';
import type { Bridge } from '../../../core/ipc/bridge.ts';
import type { SupportReport } from '../../../core/ipc/support-report.ts';
import { connectBridge, type Channel, type Client } from '../../../renderer/lib/bridge.ts';

/** A small one, as the main process would give it. */
export function supportReport(): SupportReport {
  const raw = '{\n  "format": "offhook-bundle/1"\n}\n';
  return {
    id: '7d444840-9dc0-41d1-b245-5ffdce74fad2',
    recordedAt: '2026-11-22T10:15:30.000Z',
    canSend: true,
    bytes: raw.length,
    missing: 31,
    entries: [
      {
        kind: 'program',
        what: '/usr/bin/lsblk --json --output NAME,TYPE',
        outcome: 'answered',
        text: '{"blockdevices":[]}',
      },
      {
        kind: 'program',
        what: '/usr/sbin/nft --json list ruleset',
        outcome: 'refused',
        text: 'Operation not permitted',
      },
      { kind: 'file', what: '/etc/os-release', outcome: 'answered', text: 'ID=debian' },
      { kind: 'programs', what: '', outcome: 'answered', text: '' },
      { kind: 'identity', what: '', outcome: 'answered', text: 'Lenovo, ThinkPad T14' },
    ],
    raw,
  };
}

export interface FakeAnswers {
  readonly view: ClientView;
  readonly web: WebViewState;
  readonly privacy: PrivacyView;
  /** A channel that refuses, with the error that it gives. */
  readonly refuse?: Partial<Record<Channel, AppError>>;
  /** A channel that never answers. */
  readonly hang?: readonly Channel[];
}

export interface FakeClient {
  readonly client: Client;
  readonly bridge: Bridge;
  /** What the page asked for, in order. */
  readonly asked: { readonly channel: Channel; readonly args: unknown }[];
  push(event: 'client:changed', view: ClientView): void;
  push(event: 'web:changed', page: WebViewState): void;
}

/**
 * The main process as the page sees it. Arguments and results go through the real contract, so that a page that asks
 * wrongly is refused here as it would be there.
 */
export function createFakeClient(answers: FakeAnswers): FakeClient {
  const asked: { channel: Channel; args: unknown }[] = [];
  const listeners = new Map<string, Set<(payload: never) => void>>();
  const results: Record<Channel, unknown> = {
    'client:read': answers.view,
    'enrolment:join': {},
    'enrolment:leave': { erased: ['erased.device-key', 'erased.enrolment', 'erased.work-browser'] },
    'shift:set': {},
    'posture:recheck': {},
    'help:ask': {},
    'support:make': supportReport(),
    'support:save': { file: '/home/amara/Downloads/offhook-report-2026-11-22T10-15-30.json' },
    'settings:open': { opened: true },
    'privacy:read': answers.privacy,
    'phone:reportStatus': {},
    'phone:breakGlass': {},
    'web:read': answers.web,
    'web:open': {},
    'web:go': {},
    'web:place': {},
    'web:askAccess': {},
  };
  const invoke = Object.fromEntries(
    (Object.keys(invokes) as Channel[]).map((channel) => [
      channel,
      async (args: unknown) => {
        const parsed = invokes[channel].args.safeParse(args);
        if (!parsed.success) return { ok: false, error: { code: 'INVALID_INPUT', message: parsed.error.message } };
        asked.push({ channel, args: parsed.data });
        if (answers.hang?.includes(channel) === true) return new Promise(() => undefined);
        const refusal = answers.refuse?.[channel];
        if (refusal !== undefined) return { ok: false, error: { code: refusal.code, message: refusal.message } };
        return { ok: true, value: invokes[channel].result.parse(results[channel]) };
      },
    ]),
  ) as unknown as Bridge['invoke'];
  const bridge: Bridge = {
    invoke,
    on: (event, listener) => {
      const set = listeners.get(event) ?? new Set();
      listeners.set(event, set);
      set.add(listener);
      return () => set.delete(listener);
    },
  };
  return {
    bridge,
    client: connectBridge(bridge),
    asked,
    push: (event, payload) => {
      const checked = events[event].parse(payload);
      for (const listener of listeners.get(event) ?? []) listener(checked as never);
    },
  };
}
