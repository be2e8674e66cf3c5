import fastifyCookie from '@fastify/cookie';
import fastifyWebsocket from '@fastify/websocket';
import Fastify, { LogController, type FastifyInstance } from 'fastify';
import { AppError } from '../core/errors.ts';
import { registerAlertRoutes } from './alerts/alert-routes.ts';
import { keepReviews } from './alerts/review-keeper.ts';
import { registerBreakGlassRoutes } from './break-glass/break-glass-routes.ts';
import type { Clock } from './clock.ts';
import { registerDeviceViews } from './console/device-views.ts';
import { registerHelpRoutes } from './console/help-routes.ts';
import { registerLive } from './console/live.ts';
import { registerLogRoutes } from './console/log-routes.ts';
import { registerWaiverRoutes } from './console/waiver-routes.ts';
import { registerPeopleRoutes } from './console/people-routes.ts';
import { registerPolicyRoutes } from './console/policy-routes.ts';
import { registerSessionRoutes } from './console/session-routes.ts';
import { createContacts } from './device/contacts.ts';
import { lineIsDue, markOffline } from './device/device-acts.ts';
import { registerDeviceRoutes } from './device/device-routes.ts';
import { createEffects } from './device/effects.ts';
import { createFactHistory } from './device/fact-history.ts';
import { createKnownKeys } from './device/known-keys.ts';
import { createLineKeeper } from './device/line-keeper.ts';
import { createNonces } from './device/nonces.ts';
import { createPresence } from './device/presence.ts';
import { createPushSessions } from './device/push-sessions.ts';
import { registerDeviceSocket } from './device/socket.ts';
import { registerConsoleFiles } from './http/console-files.ts';
import { pathOf, registerErrorHandlers, send } from './http/errors.ts';
import { registerGuard } from './http/guard.ts';
import { registerHeaders } from './http/headers.ts';
import { registerDeviceListRoutes } from './lists/device-list-routes.ts';
import { keepLists } from './lists/list-keeper.ts';
import { registerListRoutes } from './lists/list-routes.ts';
import { createWebLists } from './lists/web-lists.ts';
import { REDACTED_PATHS } from './log.ts';
import type { Origins } from './origins.ts';
import { registerDraftRoutes } from './policy/draft-routes.ts';
import { createPolicies } from './policy/current-policy.ts';
import { createBus } from './push.ts';
import type { RandomBytes } from './random.ts';
import type { ServerKeys, Services } from './services.ts';
import { rolloutIsDue } from './rollout/acts.ts';
import { registerRolloutRoutes } from './rollout/rollout-routes.ts';
import { createRolloutKeeper } from './rollout/rollout-keeper.ts';
import type { Store } from './store/store.ts';
import type { Telephony } from './telephony/telephony.ts';

export interface AppDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly randomBytes: RandomBytes;
  readonly telephony: Telephony;
  readonly keys: ServerKeys;
  /** Read at each use: with port 0 it is known only after listening. */
  readonly origins: () => Origins;
  readonly offlineAfterMs: number;
  readonly webLists: {
    /** For the lists of unsafe sites and what is made of them. */
    readonly folder: string;
    /** Lists may be fetched from private addresses, too, and by http. */
    readonly allowPrivate: boolean;
  };
  /** The console's built files; may not exist. */
  readonly consoleFolder: string;
  readonly logger: { readonly level: 'silent' | 'error' | 'warn' | 'info'; readonly write: (line: string) => void };
  readonly tls: { readonly cert: string; readonly key: string } | null;
}

const BODY_LIMIT_BYTES = 262_144;
const SOCKET_MAX_PAYLOAD_BYTES = 16_384;

/** The whole server but for listening. Closing it ends its sockets, streams and timers; store and telephony stay the caller's. */
export async function buildApp(deps: AppDeps): Promise<FastifyInstance> {
  const app = createFastify(deps);
  const services = createServices(deps, app);
  registerHeaders(app, deps.origins);
  registerErrorHandlers(app);
  await app.register(fastifyCookie);
  // Compression of secrets beside what others can influence leaks them (RFC 7692 §5).
  await app.register(fastifyWebsocket, { options: { maxPayload: SOCKET_MAX_PAYLOAD_BYTES, perMessageDeflate: false } });
  registerGuard(app, services);

  app.get('/healthz', async () => ({ status: 'ok' }));
  await app.register(async (scope) => registerDeviceRoutes(scope, services));
  await app.register(async (scope) => registerDeviceSocket(scope, services));
  registerDeviceListRoutes(app, services);
  for (const register of [
    registerSessionRoutes,
    registerDeviceViews,
    registerPolicyRoutes,
    registerPeopleRoutes,
    registerLogRoutes,
    registerHelpRoutes,
    registerWaiverRoutes,
    registerLive,
    registerDraftRoutes,
    registerRolloutRoutes,
    registerAlertRoutes,
    registerBreakGlassRoutes,
    registerListRoutes,
  ])
    register(app, services);
  await registerConsoleFiles(app, deps.consoleFolder);
  app.setNotFoundHandler((_request, reply) => send(reply, 404, new AppError('NOT_FOUND', 'There is nothing here.')));

  await wake(services, app);
  return app;
}

function createFastify({ logger, tls }: AppDeps): FastifyInstance {
  const app = Fastify({
    logger: { level: logger.level, stream: { write: logger.write }, redact: REDACTED_PATHS },
    // Fastify's own lines hold the query; ours, below, does not.
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: BODY_LIMIT_BYTES,
    requestTimeout: 15_000,
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 64 },
    exposeHeadRoutes: false,
    return503OnClosing: true,
    ...(tls === null ? {} : { https: { cert: tls.cert, key: tls.key, minVersion: 'TLSv1.2' } }),
  }) as unknown as FastifyInstance;
  // Only JSON is ever read: a form or text post is what other sites' pages can send without asking.
  app.removeContentTypeParser('text/plain');
  app.addHook('onResponse', async (request, reply) => {
    request.log.info(
      { method: request.method, path: pathOf(request), status: reply.statusCode, ms: Math.round(reply.elapsedTime) },
      'request',
    );
  });
  return app;
}

function createServices(deps: AppDeps, app: FastifyInstance): Services {
  const { clock, randomBytes, telephony, store, keys, origins } = deps;
  const bus = createBus();
  // What nobody waits for must still be over before the store is closed.
  const underWay = new Set<Promise<void>>();
  const inBackground = (what: string, work: Promise<void>) => {
    const mine = work
      .catch((error: unknown) => app.log.error({ err: error }, what))
      .finally(() => underWay.delete(mine));
    underWay.add(mine);
  };
  const presence = createPresence(clock, deps.offlineAfterMs, (deviceId, lastHeardAt) => {
    inBackground('a laptop could not be marked offline', markOffline(services, deviceId, lastHeardAt));
  });
  const keeper = createLineKeeper(clock, (extension) => {
    inBackground('a phone line’s deadline could not be kept', lineIsDue(services, extension));
  });
  const rollouts = createRolloutKeeper(clock, (version) => {
    inBackground('a step of a rollout could not begin', rolloutIsDue(services, version));
  });
  const effects = createEffects({ telephony, bus, presence, keeper: () => keeper, log: app.log });
  const services: Services = {
    store,
    clock,
    randomBytes,
    keys,
    telephony,
    bus,
    origins,
    log: app.log,
    policies: createPolicies(keys.policy?.publicKey ?? null),
    rollouts,
    presence,
    effects,
    keeper,
    contacts: createContacts(clock),
    pushSessions: createPushSessions(clock, randomBytes),
    history: createFactHistory(),
    nonces: createNonces(clock),
    knownKeys: createKnownKeys(store),
    webLists: createWebLists({
      ...deps.webLists,
      store,
      clock,
      key: keys.lease,
      log: app.log,
      ownHosts: () => [new URL(origins().publicUrl()).hostname],
      onRelease: () => bus.publish({ type: 'device', deviceId: null, push: { type: 'lists-changed' } }),
    }),
  };
  const stopListening = telephony.onEngineChange(() => {
    const phoneEngine = telephony.engine();
    bus.publish({ type: 'live', event: { type: 'phone-engine', phoneEngine }, owner: null });
    // Who has a lease but no credential yet asks again.
    if (phoneEngine.state === 'ready') bus.publish({ type: 'device', deviceId: null, push: { type: 'recheck' } });
  });
  let stopReviews: () => void = () => undefined;
  let stopLists: () => void = () => undefined;
  app.addHook('onReady', async () => {
    stopReviews = keepReviews(services, inBackground);
    stopLists = keepLists(services, inBackground);
  });
  app.addHook('preClose', async () => {
    stopListening();
    stopReviews();
    stopLists();
    presence.close();
    keeper.close();
    rollouts.close();
  });
  app.addHook('onClose', async () => {
    await Promise.all(underWay);
    await effects.idle();
  });
  return services;
}

/** After a start nobody is online yet, and every deadline from before still stands. */
async function wake(services: Services, app: FastifyInstance): Promise<void> {
  const { store, telephony, clock, keeper } = services;
  telephony.liveRevocations(async () => {
    const nowUnix = Math.floor(clock.nowMs() / 1000);
    const lines = await store.read((tx) => tx.lines.all());
    return lines.flatMap(({ extension, revokedThrough }) =>
      revokedThrough > nowUnix ? [{ extension, throughUnix: revokedThrough }] : [],
    );
  });
  const { lines, devices } = await store.write(async (tx) => {
    return { lines: await tx.lines.all(), devices: await tx.devices.all() };
  });
  for (const line of lines) keeper.note(line);
  services.rollouts.note(await store.read((tx) => tx.rollouts.newest()));
  for (const device of devices) {
    if (device.display !== 'offline' && device.display !== 'off-shift')
      await markOffline(services, device.id, device.lastSeenAt ?? 0);
  }
  // Every answer that needs it says so too; here it is said before anybody asks.
  await store.read(services.policies).catch((error: unknown) => {
    app.log.error({ err: error }, 'the policy in force can’t be used, so no phone is opened');
  });
  app.log.info({ devices: devices.length }, 'the server is ready');
}
