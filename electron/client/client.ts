import { AppError } from '../../core/errors.ts';
import type { Facts } from '../../core/facts/catalogue.ts';
import type { ClientView, PrivacyView } from '../../core/ipc/client-view.ts';
import type { Problem } from '../../core/ipc/problems.ts';
import { isNotMeasuredYet } from '../../core/verdict/is-measured.ts';
import type { DevicePush, EnrolmentLink, PhoneStatus } from '../../core/wire/device.ts';
import { parseEnrolmentLink } from '../../core/wire/enrolment-link.ts';
import { checkAgain } from './check-again.ts';
import { createDeviceApi, type DeviceApi } from './device-api.ts';
import { createDeviceStore, type Identity } from './device-store.ts';
import { enrol } from './enrol.ts';
import { exchange, type Exchanged } from './exchange.ts';
import { factsNeeded } from './facts-needed.ts';
import { createGateKeeper, type PhoneOrder } from './gate-keeper.ts';
import { createJudge, notPassing, type Terms } from './judge.ts';
import { createJudgedPolicy } from './judged-policy.ts';
import { createKnownFacts } from './known-facts.ts';
import { createLastSent } from './last-sent.ts';
import { errorName } from './logger.ts';
import { ed25519Verifier } from './organisation-keys.ts';
import type { Client } from './client-contract.ts';
import type { ClientPorts } from './ports.ts';
import { problemIn, problemOf } from './problem-of.ts';
import { createPublisher } from './publisher.ts';
import { createServerSession, type ServerSession } from './server-session.ts';
import { serverOrigin } from './server-address.ts';
import { beforeJoining, systemOf, viewOf } from './view-of.ts';
import { createWishes } from './wishes.ts';

const REQUEST_TIMEOUT_MS = 10_000;
/**
 * Before enough was measured a report can bring nothing but the policy. With one in hand it waits for what that policy needs;
 * after this long the server should at least hear of us.
 */
const FIRST_REPORT_MS = 1_000;

/** About how long a look takes. */
const LOOK_MS = 500;

export function createClient(ports: ClientPorts): Client {
  const { clock, posture, log } = ports;
  let store = createDeviceStore(ports.secrets);
  const lastSent = createLastSent(() => clock.wall());
  const judge = createJudge();
  const known = createKnownFacts();
  const judgedPolicy = createJudgedPolicy();
  const bootId = ports.uuid();
  const orderListeners = new Set<(order: PhoneOrder) => void>();

  let identity: Identity | null = null;
  let session: ServerSession | null = null;
  let awake = true;
  let revoked = false;
  let minimumEpoch = 0;
  let terms: Terms = { who: { group: null, platform: ports.platform }, waivers: [] };
  let cancelStart: (() => void) | null = null;
  let cancelJudge: (() => void) | null = null;
  let queue: Promise<unknown> = Promise.resolve();
  let state = beforeJoining(ports);

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
      publisher.publish();
    },
  });

  function change(patch: Partial<typeof state>): void {
    state = { ...state, ...patch };
    publisher.publish();
  }

  const currentView = (): ClientView => {
    const nextCheckInMs = posture.nextRunInMs(notPassing(state.verdict));
    const waivers = terms.waivers.map(({ id, lengthMs, reason, approvedBy }) => ({ id, lengthMs, reason, approvedBy }));
    const now = { ...state, nextCheckInMs, waivers, system: systemOf(known.facts()) };
    return viewOf(now, keeper.gate(), keeper.leaseLeftMs(), clock.nowMs());
  };

  const publisher = createPublisher(currentView);

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
    const canJudge = known.canJudge(state.policy?.document ?? null, terms.who);
    const policy = judgedPolicy.next(state.policy, known, terms.who);
    const { verdict, againInMs } = judge.judge(canJudge ? known.facts() : null, policy, terms, clock.nowMs());
    change({ verdict, verdictAt: verdict === null ? null : clock.wall().toISOString() });
    keeper.step();
    if (againInMs !== null) {
      const nextRunInMs = posture.nextRunInMs(notPassing(verdict));
      // Also after the next look when it changes nothing, so that what counts down to it begins again.
      const delayMs = nextRunInMs === null ? againInMs : Math.min(againInMs, nextRunInMs + LOOK_MS);
      cancelJudge = clock.after(delayMs, () => {
        takeFacts(posture.snapshot(), false);
      });
    }
    if (!canJudge) return;
    if (cancelStart !== null) beginTalking();
    const isOther = before !== null && verdict !== null && before !== verdict.state;
    if (isOther || known.isUnreported()) session?.reportSoon();
  }

  function takeFacts(next: Facts, isComplete: boolean): void {
    if (!state.onShift) return;
    if (known.take(next, isComplete)) change({ measuring: false });
    judgeNow();
  }

  function beginTalking(): void {
    cancelStart?.();
    cancelStart = null;
    if (awake) session?.start();
  }

  function phoneStatus(): PhoneStatus {
    return { gate: keeper.gate().state, ...keeper.phone() };
  }

  function sentAs(kind: PrivacyView['lastSent'][number]['kind']): (to: string, body: string) => void {
    return (to, body) => {
      lastSent.record(kind, to, body);
    };
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
      onSent: sentAs('report'),
    };
    return createServerSession({
      origin: record.server,
      clock,
      random: ports.random,
      openSocket: ports.openSocket,
      exchange: (signal) => {
        const facts = known.report(posture.snapshot());
        const input = { facts, phone: phoneStatus(), policy: state.policy, minimumEpoch: () => minimumEpoch };
        return exchange(deps, input, signal);
      },
      heartbeat: () => ({
        phone: phoneStatus(),
        blockedSites: ports.blockedSites.peek(state.policy?.document.privacy.reportBlockedSites ?? 'nothing'),
      }),
      onHeartbeatSent: (text, content) => {
        lastSent.record('heartbeat', `${record.server}/api/device/socket`, text);
        if (content.blockedSites.length > 0) ports.blockedSites.told(content.blockedSites);
      },
      onExchanged: takeAnswer,
      onFailed: takeFailure,
      onPush: takePush,
      onState: (server) => {
        change({ server });
      },
      onSlept: () => {
        keeper.grant(null);
        void lookAndTalk();
      },
    });
  }

  function takeAnswer({ reply, policy, lease, refused, askedAtMs }: Exchanged): void {
    // A waiver counts from when it was asked about, like a lease: a slow answer never lengthens it.
    terms = {
      who: { ...terms.who, group: reply.group },
      waivers: reply.waivers.map(({ leftMs, ...waiver }) => ({ ...waiver, endsAtMs: askedAtMs + leftMs })),
    };
    const hadPolicy = state.policy !== null;
    const problem = problemIn({ refused, reply });
    if (problem !== null) log.warn('an answer has a fault', { problem });
    change({ problem, phoneEngine: reply.phoneEngine, contacts: reply.contacts, policy: policy ?? state.policy });
    if (posture.setWanted(factsNeeded(state.policy, terms.who))) {
      known.expectMore(hadPolicy);
      change({ measuring: true });
    }
    // Only a hint for the next start, so that a keychain that refuses it changes nothing now.
    store.savePhoneEngine(reply.phoneEngine).catch((error: unknown) => {
      log.warn('the phone engine’s address was not kept', { error: errorName(error) });
    });
    if (state.policy !== null && reply.verdict.policyVersion === state.policy.version)
      judge.adopt(reply.verdict, state.policy, terms.who, clock.nowMs());
    judgeNow();
    if (lease !== null) revoked = false;
    // A new policy asks for more than was looked at yet: the lease in hand lasts to its end, and the next report decides.
    const isWaiting = lease === null && hadPolicy && isNotMeasuredYet(reply.verdict);
    if (!isWaiting) keeper.grant(lease === null ? null : { lease, credential: reply.credential });
    publisher.publish();
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
      case 'lists-changed':
        ports.lists?.look();
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
    const asking = session;
    change({ measuring: true });
    await checkAgain(posture, {
      take(facts, isFirst) {
        if (session !== asking) return;
        takeFacts(facts, false);
        if (isFirst) session?.reportNow();
      },
      over(error) {
        if (session !== asking) return;
        change({ measuring: !known.isComplete() });
        if (error === null) return;
        log.warn('measuring failed', { error: errorName(error) });
        change({ problem: 'problem.measuring-failed' });
        session?.reportNow();
      },
    });
  }

  /** What was measured before a sleep says nothing about now: look first, then ask for a lease. */
  async function lookAndTalk(): Promise<void> {
    const looking = session;
    await measureAgain();
    if (session === looking) beginTalking();
  }

  function startShift(): void {
    if (identity === null) throw new AppError('NOT_ENROLLED', 'Join first: open the link that your IT sent you.');
    known.forget();
    judgedPolicy.forget();
    revoked = false;
    change({ onShift: true, measuring: true, problem: null, server: 'connecting' });
    session = createSession(identity);
    keeper.step();
    // Without a policy nobody knows what to wait for.
    if (state.policy === null) beginTalking();
    else cancelStart = clock.after(FIRST_REPORT_MS, beginTalking);
    posture.setWanted(factsNeeded(state.policy, terms.who));
    posture.start(takeFacts);
    ports.lists?.begin(identity);
  }

  function endShift(problem: Problem | null): Promise<void> {
    const ending = session;
    session = null;
    cancelStart?.();
    cancelStart = null;
    cancelJudge?.();
    cancelJudge = null;
    posture.stop();
    known.forget();
    change({ onShift: false, measuring: false, verdict: null, verdictAt: null, contacts: [], problem });
    keeper.step();
    ports.blockedSites.forget();
    ports.lists?.end();
    return ending?.stop(true) ?? Promise.resolve();
  }

  const wishes = createWishes({
    asker: () => (state.onShift ? identity : null),
    apiOf,
    sentAs,
    timeoutMs: REQUEST_TIMEOUT_MS,
    // The phone opens by the exceptions that the next report brings.
    onCodeUsed: () => session?.reportNow(),
  });

  return {
    async load() {
      try {
        identity = await store.load();
        if (identity !== null) change({ record: identity.record });
        change({ phoneEngine: identity === null ? null : await store.phoneEngine() });
      } catch (error) {
        log.warn('the enrolment can’t be read', { error: errorName(error) });
        change({ problem: 'problem.storage-failed' });
      }
      keeper.step();
    },
    view: currentView,
    onView: (listener) => publisher.listen(listener),
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
        const lists = (await ports.lists?.erase()) === true ? (['erased.web-lists'] as const) : [];
        store = createDeviceStore(ports.secrets);
        identity = null;
        minimumEpoch = 0;
        lastSent.forget();
        change({ record: null, policy: null, phoneEngine: null });
        keeper.step();
        return [...erased, ...lists];
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
    async makeSupportBundle() {
      if (!state.onShift) throw new AppError('OFF_SHIFT', 'Nothing is measured off shift. Start your shift first.');
      return posture.record(factsNeeded(state.policy, terms.who));
    },
    lookAgain() {
      if (state.onShift) posture.lookAgain();
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
      void lookAndTalk();
    },
    ...wishes,
    workPolicy: () => (state.onShift ? (state.policy?.document ?? null) : null),
  };
}
