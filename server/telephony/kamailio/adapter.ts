import { AppError } from '../../../core/errors.ts';
import { parseOrThrow } from '../../../core/parse.ts';
import { sipCredentialSchema, type PhoneEngine, type SipCredential } from '../../../core/wire/device.ts';
import type { Revocation, Telephony } from '../telephony.ts';
import { credentialPassword, credentialUsername } from './credential.ts';
import type { EngineControl } from './engine-control.ts';

export interface KamailioTelephonyOptions {
  readonly control: EngineControl;
  readonly sipSecret: string;
  readonly domain: string;
  /** Where phones connect. */
  readonly webSocketUrl: string;
  readonly certificatePin: string | null;
  readonly iceServers: SipCredential['iceServers'];
  readonly nowUnix: () => number;
  /** How often the engine is looked at. */
  readonly pollMs: number;
  readonly log: (message: string, error?: unknown) => void;
}

/**
 * Telephony on Kamailio. Lets nobody in before `liveRevocations` was given a provider and what it says was pushed: to
 * this run of the engine, and by this run of the control plane.
 */
export function createKamailioTelephony(options: KamailioTelephonyOptions): Telephony {
  const { control, log } = options;
  const ready: PhoneEngine = {
    state: 'ready',
    webSocketUrl: options.webSocketUrl,
    certificatePin: options.certificatePin,
  };
  let engine: PhoneEngine = { state: 'missing', reason: 'unreachable' };
  let provider: (() => Promise<readonly Revocation[]>) | null = null;
  let closed = false;
  let timer: NodeJS.Timeout | null = null;
  let looking: Promise<void> | null = null;
  let lastProblem = '';
  const listeners = new Set<() => void>();
  /** The highest that was ever asked for: a revocation that arrives late must not lower a later one. */
  const highest = new Map<string, number>();
  /** What the engine has not confirmed; tried again at each look. */
  const unconfirmed = new Map<string, Revocation & { readonly calls: 'cut' | 'leave' }>();

  function remember({ extension, throughUnix }: Revocation): number {
    const through = Math.max(throughUnix, highest.get(extension) ?? 0);
    highest.set(extension, through);
    return through;
  }

  async function apply(revocation: Revocation & { readonly calls: 'cut' | 'leave' }): Promise<void> {
    const { extension, calls } = revocation;
    unconfirmed.set(extension, revocation);
    await control.refuseThrough(extension, remember(revocation));
    await control.unregister(extension);
    await control.endCalls(extension, calls === 'cut' ? 'all' : 'unanswered');
    if (unconfirmed.get(extension) === revocation) unconfirmed.delete(extension);
  }

  async function tryAgain(revocation: Revocation & { readonly calls: 'cut' | 'leave' }): Promise<void> {
    try {
      await apply(revocation);
    } catch (error) {
      log('a revocation has not reached the phone engine; it is tried again', error);
    }
  }

  /** A revocation that this run of the control plane did not make itself: the registration may be of a later credential. */
  async function pushAgain(revocation: Revocation): Promise<void> {
    await control.refuseThrough(revocation.extension, remember(revocation));
    const left = await control.registrationLeft(revocation.extension);
    if (left !== null && options.nowUnix() + left <= revocation.throughUnix)
      await control.unregister(revocation.extension);
  }

  async function look(): Promise<PhoneEngine> {
    const isArmed = await control.isArmed();
    if (provider === null) return { state: 'missing', reason: 'unreachable' };
    if (!isArmed || engine.state !== 'ready') {
      for (const revocation of await provider()) await pushAgain(revocation);
      for (const [extension, throughUnix] of highest) await control.refuseThrough(extension, throughUnix);
      await control.arm();
    }
    // The engine answers: what one of these can't do yet is no reason to close everybody's phone.
    for (const revocation of unconfirmed.values()) await tryAgain(revocation);
    return ready;
  }

  async function lookAndTell(): Promise<void> {
    let next: PhoneEngine = { state: 'missing', reason: 'unreachable' };
    try {
      next = await look();
      lastProblem = '';
    } catch (error) {
      const problem = error instanceof Error ? error.message : 'unknown';
      if (problem !== lastProblem) log('phone engine is out of reach', error);
      lastProblem = problem;
    }
    const changed = next.state !== engine.state;
    engine = next;
    if (changed && !closed) for (const listener of listeners) listener();
  }

  /** One look at a time; whoever asks while one is under way gets the one after. */
  function lookNow(): Promise<void> {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    const run = (looking ?? Promise.resolve()).then(lookAndTell).finally(() => {
      if (looking !== run) return;
      looking = null;
      if (!closed) timer = setTimeout(() => void lookNow(), options.pollMs);
    });
    looking = run;
    return run;
  }

  void lookNow();
  return {
    engine: () => engine,
    issue({ extension, expiresAtUnix, nowUnix }) {
      const expiresInSeconds = expiresAtUnix - nowUnix;
      const username = credentialUsername(extension, expiresAtUnix);
      return parseOrThrow(
        sipCredentialSchema,
        {
          webSocketUrl: options.webSocketUrl,
          domain: options.domain,
          extension,
          username,
          password: credentialPassword(options.sipSecret, username),
          expiresInSeconds,
          iceServers: options.iceServers,
        },
        'SIP credential',
      );
    },
    async revoke(revocation) {
      try {
        await apply(revocation);
      } catch (error) {
        log('a revocation has not reached the phone engine; it is tried again', error);
        throw error instanceof AppError
          ? error
          : new AppError('UNAVAILABLE', 'The phone engine could not be told.', { cause: error });
      }
    },
    endCalls: (extension) => control.endCalls(extension, 'all'),
    onEngineChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    liveRevocations(given) {
      provider = given;
      void lookNow();
    },
    async close() {
      closed = true;
      if (timer !== null) clearTimeout(timer);
      await looking;
    },
  };
}
