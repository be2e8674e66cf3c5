import JsSIP from 'jssip';
import type { RTCSession } from 'jssip/lib/RTCSession';
import type { UA } from 'jssip/lib/UA';
import { z } from 'zod';
import type { SipCredential } from '../../../core/wire/device.ts';
import type { Registration } from './softphone-state.ts';

// Whatever a page has put into its storage: SIP messages, and the credentials in them, are never logged.
JsSIP.debug.disable();

/** As long as the engine ever grants; it cuts this down to what the credential has left. */
const ASK_FOR_SECONDS = 900;
/** Registering again with less than this left buys nothing: only a new credential does. */
const TOO_LATE_SECONDS = 10;
const RETRY_MIN_MS = 500;
const RETRY_MAX_MS = 8000;
/** A refusal this soon after a renewal may still be of the credential before. */
const RENEWAL_OVERLAP_MS = 3000;

const failureSchema = z.object({ response: z.object({ status_code: z.int() }).nullish() });
const newSessionSchema = z.object({ originator: z.enum(['local', 'remote']) });

export interface SipLineEvents {
  onRegistration(registration: Registration): void;
  onIncoming(session: RTCSession): void;
  /** The connection was lost and is back: live calls must tell the engine where they are now. */
  onBack(): void;
}

/** One SIP user agent: one connection, one registration. */
export interface SipLine {
  readonly ua: UA;
  readonly credential: SipCredential;
  /** Whether the credential can be used on this connection. */
  accepts(credential: SipCredential): boolean;
  renew(credential: SipCredential): void;
  /** Gives the registration back and asks for no other; the connection stays for the call in hand. */
  unregister(): void;
  /** Ends everything, calls included. */
  stop(): void;
}

export function createSipLine(first: SipCredential, now: () => number, events: SipLineEvents): SipLine {
  let credential = first;
  let endsAtMs = now() + first.expiresInSeconds * 1000;
  let wanted = true;
  let stopped = false;
  let wasLost = false;
  let wasRegistered = false;
  let failures = 0;
  let renewedAtMs = Number.NEGATIVE_INFINITY;
  /** JsSIP loses count of its requests when one to register overtakes one to unregister. */
  let isUnregistering = false;
  let retryTimer: ReturnType<typeof setTimeout> | undefined;
  let expiryTimer: ReturnType<typeof setTimeout> | undefined;

  const ua = new JsSIP.UA({
    sockets: [new JsSIP.WebSocketInterface(first.webSocketUrl)],
    uri: `sip:${first.extension}@${first.domain}`,
    authorization_user: first.username,
    password: first.password,
    register: true,
    register_expires: ASK_FOR_SECONDS,
    // Calls are watched by their media; the engine keeps no timer of its own.
    session_timers: false,
    connection_recovery_min_interval: 1,
    connection_recovery_max_interval: 8,
    user_agent: 'Offhook',
  });

  function tell(registration: Registration): void {
    if (!stopped && wanted) events.onRegistration(registration);
  }

  function watchExpiry(): void {
    clearTimeout(expiryTimer);
    expiryTimer = setTimeout(
      () => {
        clearTimeout(retryTimer);
        tell({ state: 'failed', code: null, reason: 'expired' });
        // The engine has forgotten us by now; so that JsSIP does too, and says so when it is registered again.
        forget();
      },
      Math.max(0, endsAtMs - now()),
    );
  }

  function retryLater(): void {
    clearTimeout(retryTimer);
    retryTimer = setTimeout(register, Math.min(RETRY_MAX_MS, RETRY_MIN_MS * 2 ** failures));
    failures += 1;
  }

  function register(): void {
    // Without a connection JsSIP would call this a failure; `connected` comes back here.
    if (!stopped && wanted && !isUnregistering && ua.isConnected() && now() < endsAtMs) ua.register();
  }

  function forget(): void {
    if (ua.isRegistered()) isUnregistering = true;
    ua.unregister();
  }

  ua.on('registered', () => {
    failures = 0;
    wasRegistered = true;
    tell({ state: 'registered' });
    if (wasLost) events.onBack();
    wasLost = false;
  });
  ua.on('unregistered', () => {
    if (!isUnregistering) return;
    isUnregistering = false;
    register();
  });
  ua.on('connected', () => {
    // Without a registration to wait for, this is all that there is to wait for.
    if (wasLost && !wanted) {
      wasLost = false;
      events.onBack();
    }
    register();
  });
  ua.on('disconnected', () => {
    wasLost = true;
    // What is over stays over, with or without a connection.
    if (now() >= endsAtMs) return;
    tell(wasRegistered ? { state: 'connecting', again: true } : { state: 'failed', code: null, reason: 'unreachable' });
  });
  ua.on('registrationFailed', (event) => {
    const code = failureSchema.safeParse(event).data?.response?.status_code ?? null;
    const isNo = code !== null && code >= 400 && code < 500 && code !== 408;
    if (isNo && now() - renewedAtMs < RENEWAL_OVERLAP_MS) {
      renewedAtMs = Number.NEGATIVE_INFINITY;
      retryLater();
      return;
    }
    if (now() >= endsAtMs) tell({ state: 'failed', code, reason: 'expired' });
    else tell({ state: 'failed', code, reason: isNo ? 'refused' : 'unreachable' });
    if (!isNo) retryLater();
  });
  // With a listener JsSIP leaves the renewing to us: too late in a credential's life it could only be refused.
  ua.on('registrationExpiring', () => {
    if (endsAtMs - now() > TOO_LATE_SECONDS * 1000) register();
  });
  ua.on('newRTCSession', (event: { originator: unknown; session: RTCSession }) => {
    if (newSessionSchema.safeParse(event).data?.originator === 'remote') events.onIncoming(event.session);
  });

  tell({ state: 'connecting', again: false });
  watchExpiry();
  ua.start();

  return {
    ua,
    get credential() {
      return credential;
    },
    accepts: (next) =>
      !stopped &&
      next.webSocketUrl === first.webSocketUrl &&
      next.domain === first.domain &&
      next.extension === first.extension,
    renew(next) {
      const wasWanted = wanted;
      wanted = true;
      credential = next;
      renewedAtMs = now();
      endsAtMs = renewedAtMs + next.expiresInSeconds * 1000;
      failures = 0;
      clearTimeout(retryTimer);
      watchExpiry();
      ua.set('authorization_user', next.username);
      ua.set('password', next.password);
      if (!wasWanted || !ua.isRegistered()) tell({ state: 'connecting', again: wasRegistered });
      register();
    },
    unregister() {
      wanted = false;
      clearTimeout(retryTimer);
      clearTimeout(expiryTimer);
      forget();
    },
    stop() {
      stopped = true;
      clearTimeout(retryTimer);
      clearTimeout(expiryTimer);
      ua.stop();
    },
  };
}
