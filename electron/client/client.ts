import { AppError } from '../../core/errors.ts';
import { noFacts, type Facts } from '../../core/facts/catalogue.ts';
import type { ClientView, PrivacyView } from '../../core/ipc/client-view.ts';
import type { Erased, Problem } from '../../core/ipc/problems.ts';
import type { PolicyDocument } from '../../core/policy/schema.ts';
import { accessSigningText, type DevicePush, type EnrolmentLink, type PhoneStatus } from '../../core/wire/device.ts';
import { parseEnrolmentLink } from '../../core/wire/enrolment-link.ts';
import { createDeviceApi, statusOf, type DeviceApi } from './device-api.ts';
import { createDeviceStore, type Identity } from './device-store.ts';
import { enrol } from './enrol.ts';
import { exchange, type Exchanged } from './exchange.ts';
import { createGateKeeper, type PhoneOrder } from './gate-keeper.ts';
import { createJudge, factsText } from './judge.ts';
import { createLastSent } from './last-sent.ts';
import { errorName } from './logger.ts';
import { ed25519Verifier } from './organisation-keys.ts';
import type { ClientPorts } from './ports.ts';
import { createServerSession, type ServerSession } from './server-session.ts';
import { serverOrigin } from './server-address.ts';
import { viewOf, type ClientState } from './view-of.ts';

const REQUEST_TIMEOUT_MS = 10_000;
/** A first report without anything measured would only be a refusal; after this long the server should at least hear of us. */
const FIRST_REPORT_MS = 1_000;

/** The client without its windows. */
export interface Client {
  /** Reads what the last start left; to be awaited before anything else. */
  load(): Promise<void>;
  view(): ClientView;
  /** Called after each change with the whole view. Gives back how to stop listening. */
  onView(listener: (view: ClientView) => void): () => void;
  onPhoneOrder(listener: (order: PhoneOrder) => void): () => void;
  /** A link that came from outside: shown, never used before the agent agrees. Throws AppError INVALID_INPUT. */
  offer(link: string): void;
  /** With null the offered link is taken. Throws AppError. */
  join(link: string | null): Promise<void>;
  leave(): Promise<Erased[]>;
  setShift(on: boolean): Promise<void>;
  recheck(): Promise<void>;
  privacy(): PrivacyView;
  reportPhone(status: Omit<PhoneStatus, 'gate'>): void;
  phone(): PhoneStatus;
  /** The page has begun to listen: an open phone's credential is pushed again. */
  pageReady(): void;
  suspend(): void;
  resume(): void;
  askAccess(host: string, reason: string): Promise<void>;
  /** What the work browser has to keep to; null when it must be closed. */
  workPolicy(): PolicyDocument | null;
}

export function createClient(ports: ClientPorts): Client {
  const { clock, posture, log } = ports;
  const store = createDeviceStore(ports.secrets);
  const lastSent = createLastSent(() => clock.wall());
  const judge = createJudge();
  const bootId = ports.uuid();
  const viewListeners = new Set<(view: ClientView) => void>();
  const orderListeners = new Set<(order: PhoneOrder) => void>();

  let identity: Identity | null = null;
  let session: ServerSession | null = null;
  let facts: Facts = noFacts();
  let awake = true;
  let revoked = false;
  let minimumEpoch = 0;
  let reportedText = '';
  /** Whether this shift's first measurement is complete. */
  let isMeasured = false;
  let cancelStart: (() => void) | null = null;
  let cancelJudge: (() => void) | null = null;
  let publishing = false;
  let queue: Promise<unknown> = Promise.resolve();
  let state: ClientState = {
    platform: ports.platform,
    appVersion: ports.appVersion,
    keyStorage: ports.secrets.kind,
    record: null,
    offered: null,
    onShift: false,
    server: 'off',
    problem: null,
    measuring: false,
    verdict: null,
    verdictAt: null,
    nextCheckInMs: null,
    policy: null,
    phoneEngine: null,
    contacts: [],
  };

  const keeper = createGateKeeper({
    clock,
    world: () => ({
      enrolled: identity !== null,
      onShift: state.onShift,
      awake,
      verdict: state.verdict?.state ?? null,
      hasPolicy: state.policy !== null,
      revoked,
      inCallRule: state.policy?.document.phone.inCall ?? { mode: 'cut' },
    }),
    order: (order) => {
      for (const listener of orderListeners) listener(order);
    },
    onChange: () => {
      session?.heartbeatNow();
      publish();
    },
  });

  function change(patch: Partial<ClientState>): void {
    state = { ...state, ...patch };
    publish();
  }

  const currentView = (): ClientView => viewOf(state, keeper.gate(), keeper.leaseLeftMs(), clock.nowMs());

  /** One push for all that changes in one turn. */
  function publish(): void {
    if (publishing) return;
    publishing = true;
    queueMicrotask(() => {
      publishing = false;
      const view = currentView();
      for (const listener of viewListeners) listener(view);
    });
  }

  /** Joining, leaving and shifts one after the other: two at once would leave half of each. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = queue.then(work);
    queue = result.catch(() => undefined);
    return result;
  }

  /** The client's own verdict on what is known now. Closes the phone in this very turn when it must. */
  function judgeNow(): void {
    cancelJudge?.();
    cancelJudge = null;
    if (!state.onShift) return;
    const before = state.verdict?.state ?? null;
    const { verdict, againInMs } = judge.judge(isMeasured ? facts : null, state.policy, clock.nowMs());
    change({ verdict, verdictAt: verdict === null ? null : clock.wall().toISOString() });
    keeper.step();
    if (againInMs !== null) {
      cancelJudge = clock.after(againInMs, () => {
        takeFacts(posture.snapshot());
      });
    }
    if (before !== null && verdict !== null && before !== verdict.state) session?.reportSoon();
  }

  function takeFacts(next: Facts): void {
    if (!state.onShift) return;
    facts = next;
    if (!isMeasured) {
      isMeasured = true;
      change({ measuring: false });
      beginTalking();
    }
    judgeNow();
    if (factsText(next) !== reportedText) session?.reportSoon();
  }

  function beginTalking(): void {
    cancelStart?.();
    cancelStart = null;
    if (awake) session?.start();
  }

  function phoneStatus(): PhoneStatus {
    return { gate: keeper.gate().state, ...keeper.phone() };
  }

  function apiOf(origin: string): DeviceApi {
    return createDeviceApi({ origin, fetch: ports.fetch, timeoutMs: REQUEST_TIMEOUT_MS });
  }

  function createSession(current: Identity): ServerSession {
    const { record } = current;
    const deps = {
      api: apiOf(record.server),
      store,
      identity: current,
      verifyPolicy: ed25519Verifier(record.organisation.policyKey),
      verifyLease: ed25519Verifier(record.organisation.leaseKey),
      clock,
      appVersion: ports.appVersion,
      bootId,
      onSent: (to: string, body: string) => {
        lastSent.record(to, body);
      },
    };
    return createServerSession({
      origin: record.server,
      clock,
      random: ports.random,
      openSocket: ports.openSocket,
      exchange: (signal) => {
        facts = posture.snapshot();
        reportedText = factsText(facts);
        const input = { facts, phone: phoneStatus(), policy: state.policy, minimumEpoch: () => minimumEpoch };
        return exchange(deps, input, signal);
      },
      heartbeat: () => ({
        phone: phoneStatus(),
        blockedSites: ports.blockedSites.peek(state.policy?.document.privacy.reportBlockedSites ?? 'nothing'),
      }),
      onHeartbeatSent: (text, content) => {
        if (content.blockedSites.length === 0) return;
        ports.blockedSites.told(content.blockedSites);
        lastSent.record(`${record.server}/api/device/socket`, text);
      },
      onExchanged: takeAnswer,
      onFailed: takeFailure,
      onPush: takePush,
      onState: (server) => {
        change({ server });
      },
    });
  }

  function takeAnswer({ reply, policy, lease, refused }: Exchanged): void {
    const problem = problemIn(refused);
    if (problem !== null) log.warn('an answer was refused', { problem });
    change({ problem, phoneEngine: reply.phoneEngine, contacts: reply.contacts, policy: policy ?? state.policy });
    // Only a hint for the next start, so that a keychain that refuses it changes nothing now.
    store.savePhoneEngine(reply.phoneEngine).catch((error: unknown) => {
      log.warn('the phone engine’s address was not kept', { error: errorName(error) });
    });
    if (state.policy !== null && reply.verdict.policyVersion === state.policy.version)
      judge.adopt(reply.verdict, state.policy, clock.nowMs());
    judgeNow();
    if (lease !== null) revoked = false;
    keeper.grant(lease === null ? null : { lease, credential: reply.credential });
    publish();
  }

  function takeFailure(error: unknown): boolean {
    if (!(error instanceof AppError)) {
      if (error !== null) {
        log.warn('a report failed', { error: errorName(error) });
        change({ problem: 'problem.storage-failed' });
      }
      return true;
    }
    if (error.code === 'OFFLINE') return true;
    log.warn('the server refused a report', { error: error.code });
    if (error.code === 'NOT_ENROLLED') {
      void endShift('problem.removed');
      return false;
    }
    change({ problem: problemOf(error) });
    return true;
  }

  function takePush(push: DevicePush): void {
    switch (push.type) {
      case 'welcome':
        return;
      case 'policy-changed':
        if (push.version > (state.policy?.version ?? 0)) session?.reportNow();
        return;
      case 'recheck':
        void measureAgain();
        return;
      case 'revoked':
        takeRevocation(push.epoch, push.reason);
        return;
    }
  }

  function takeRevocation(epoch: number, reason: 'blocked' | 'supervisor' | 'other-device' | 'removed'): void {
    minimumEpoch = Math.max(minimumEpoch, epoch);
    const heldEpoch = keeper.leaseEpoch();
    if (heldEpoch === null || heldEpoch < epoch) {
      revoked = true;
      keeper.grant(null);
    }
    if (reason === 'other-device' || reason === 'removed') void endShift(`problem.${reason}`);
    else session?.reportNow();
  }

  async function measureAgain(): Promise<void> {
    if (!state.onShift) return;
    change({ measuring: true });
    try {
      takeFacts(await posture.recheck());
    } catch (error) {
      log.warn('measuring failed', { error: errorName(error) });
      change({ problem: 'problem.measuring-failed' });
    } finally {
      change({ measuring: state.onShift && !isMeasured });
      session?.reportNow();
    }
  }

  function startShift(): void {
    if (identity === null) throw new AppError('NOT_ENROLLED', 'Join first: open the link that your IT sent you.');
    facts = noFacts();
    isMeasured = false;
    reportedText = '';
    revoked = false;
    change({ onShift: true, measuring: true, problem: null, server: 'connecting' });
    session = createSession(identity);
    keeper.step();
    cancelStart = clock.after(FIRST_REPORT_MS, beginTalking);
    posture.start(takeFacts);
  }

  function endShift(problem: Problem | null): Promise<void> {
    const ending = session;
    session = null;
    cancelStart?.();
    cancelStart = null;
    cancelJudge?.();
    cancelJudge = null;
    posture.stop();
    facts = noFacts();
    change({ onShift: false, measuring: false, verdict: null, verdictAt: null, contacts: [], problem });
    keeper.step();
    ports.blockedSites.forget();
    return ending?.stop(true) ?? Promise.resolve();
  }

  return {
    async load() {
      try {
        identity = await store.load();
        if (identity !== null) change({ record: identity.record, phoneEngine: await store.phoneEngine() });
      } catch (error) {
        log.warn('the enrolment can’t be read', { error: errorName(error) });
        change({ problem: 'problem.storage-failed' });
      }
      keeper.step();
    },
    view: currentView,
    onView(listener) {
      viewListeners.add(listener);
      return () => viewListeners.delete(listener);
    },
    onPhoneOrder(listener) {
      orderListeners.add(listener);
      return () => orderListeners.delete(listener);
    },
    offer(link) {
      const offered: EnrolmentLink = parseEnrolmentLink(link);
      serverOrigin(offered.server);
      change({ offered });
    },
    join: (text) =>
      inTurn(async () => {
        if (identity !== null)
          throw new AppError('CONFLICT', 'This laptop has already joined. Leave first, then use the new link.');
        const link = text === null ? state.offered : parseEnrolmentLink(text);
        if (link === null) throw new AppError('INVALID_INPUT', 'There is no link yet: paste the one from your IT.');
        const origin = serverOrigin(link.server);
        const deps = { api: apiOf(origin), store, platform: ports.platform, origin };
        identity = await enrol(deps, link, AbortSignal.timeout(REQUEST_TIMEOUT_MS));
        change({ record: identity.record, offered: null, problem: null });
        keeper.step();
      }),
    leave: () =>
      inTurn(async () => {
        await endShift(null);
        const erased = await store.erase();
        identity = null;
        minimumEpoch = 0;
        lastSent.forget();
        change({ record: null, policy: null, phoneEngine: null });
        keeper.step();
        return erased;
      }),
    setShift: (on) =>
      inTurn(async () => {
        if (on === state.onShift) return;
        if (on) startShift();
        else await endShift(null);
      }),
    async recheck() {
      if (!state.onShift) throw new AppError('OFF_SHIFT', 'Nothing is measured off shift. Start your shift first.');
      await measureAgain();
    },
    privacy: () => ({ measured: posture.measured(), lastSent: lastSent.read() }),
    reportPhone(status) {
      const before = JSON.stringify(phoneStatus());
      keeper.reportPhone(status);
      if (JSON.stringify(phoneStatus()) !== before) session?.heartbeatNow();
    },
    phone: phoneStatus,
    pageReady() {
      keeper.repeat();
    },
    suspend() {
      awake = false;
      keeper.step();
      void session?.stop(false);
    },
    resume() {
      if (awake) return;
      awake = true;
      keeper.step();
      if (!state.onShift) return;
      // What was measured before the sleep says nothing about now: look first, then ask for a lease.
      void measureAgain().then(beginTalking);
    },
    askAccess: (host, reason) => askForAccess(host, reason),
    workPolicy: () => (state.onShift ? (state.policy?.document ?? null) : null),
  };

  async function askForAccess(host: string, reason: string): Promise<void> {
    if (identity === null || !state.onShift)
      throw new AppError('OFF_SHIFT', 'Start your shift first, then ask for this site.');
    const { record, key } = identity;
    const api = apiOf(record.server);
    const signal = AbortSignal.timeout(REQUEST_TIMEOUT_MS);
    const nonce = await api.challenge(record.deviceId, signal);
    const signature = key.sign(accessSigningText({ nonce, host, reason }));
    const body = JSON.stringify({ deviceId: record.deviceId, nonce, host, reason, signature });
    lastSent.record(`${record.server}/api/device/access-requests`, body);
    await api.askAccess(body, signal);
  }
}

function problemOf(error: AppError): Problem {
  const status = statusOf(error);
  if (status === 426) return 'problem.update-needed';
  if (status !== null) return 'problem.server-refused';
  // No status: it was not the server's refusal but our own, of its answer or by the keychain.
  return error.code === 'INVALID_INPUT' ? 'problem.answer-refused' : 'problem.storage-failed';
}

function problemIn(refused: Exchanged['refused']): Problem | null {
  if (refused.policy !== null) return 'problem.policy-refused';
  return refused.lease === null ? null : 'problem.answer-refused';
}
