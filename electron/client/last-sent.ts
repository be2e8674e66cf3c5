import { SENT_MAX_CHARS, type PrivacyView } from '../../core/ipc/client-view.ts';

type Sent = PrivacyView['lastSent'][number];

/**
 * Of each kind of message that says something about this laptop or the agent, the exact text that left last. Each kind has a
 * place of its own: a heartbeat every few seconds must not hide the report. In memory only.
 */
export interface LastSent {
  record(kind: Sent['kind'], to: string, body: string): void;
  read(): PrivacyView['lastSent'];
  forget(): void;
}

const ORDER: readonly Sent['kind'][] = ['report', 'heartbeat', 'access-request', 'help-request', 'break-glass'];

export function createLastSent(wall: () => Date): LastSent {
  const last = new Map<Sent['kind'], Sent>();
  return {
    record(kind, to, body) {
      last.set(kind, { kind, at: wall().toISOString(), to: to.slice(0, 300), body: body.slice(0, SENT_MAX_CHARS) });
    },
    read: () => ORDER.flatMap((kind) => last.get(kind) ?? []),
    forget() {
      last.clear();
    },
  };
}
