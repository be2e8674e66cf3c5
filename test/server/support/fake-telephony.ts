import { sipCredentialSchema, type PhoneEngine, type SipCredential } from '../../../core/wire/device.ts';
import type { Revocation, Telephony } from '../../../server/telephony/telephony.ts';

type Call =
  | { readonly act: 'issue'; readonly extension: string; readonly expiresAtUnix: number }
  | {
      readonly act: 'revoke';
      readonly extension: string;
      readonly throughUnix: number;
      readonly calls: 'cut' | 'leave';
    }
  | { readonly act: 'end-calls'; readonly extension: string };

/** A phone engine that writes down what it was asked; the real one has tests of its own (test/server/telephony). */
export interface FakeTelephony extends Telephony {
  readonly calls: Call[];
  setEngine(engine: PhoneEngine): void;
  /** Makes revoke and endCalls wait until the returned function is called. */
  stall(): () => void;
  revocations(): Promise<readonly Revocation[]>;
}

export const READY: PhoneEngine = { state: 'ready', webSocketUrl: 'wss://127.0.0.1:4443', certificatePin: null };

export function createFakeTelephony(): FakeTelephony {
  const calls: Call[] = [];
  const listeners = new Set<() => void>();
  let engine: PhoneEngine = READY;
  let gate: Promise<void> = Promise.resolve();
  let provider: () => Promise<readonly Revocation[]> = () => Promise.resolve([]);
  return {
    calls,
    engine: () => engine,
    setEngine(next) {
      engine = next;
      for (const listener of listeners) listener();
    },
    stall() {
      const { promise, resolve } = Promise.withResolvers<void>();
      gate = promise;
      return resolve;
    },
    revocations: () => provider(),
    issue({ extension, expiresAtUnix, nowUnix }): SipCredential {
      calls.push({ act: 'issue', extension, expiresAtUnix });
      // As strict as the real one.
      return sipCredentialSchema.parse({
        webSocketUrl: 'wss://127.0.0.1:4443',
        domain: 'phones.example',
        extension,
        username: `${expiresAtUnix}:${extension}`,
        password: 'made-by-the-fake-engine',
        expiresInSeconds: expiresAtUnix - nowUnix,
        iceServers: [],
      });
    },
    async revoke({ extension, throughUnix, calls: which }) {
      await gate;
      calls.push({ act: 'revoke', extension, throughUnix, calls: which });
    },
    async endCalls(extension) {
      await gate;
      calls.push({ act: 'end-calls', extension });
    },
    onEngineChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    liveRevocations(next) {
      provider = next;
    },
    close: () => Promise.resolve(),
  };
}
