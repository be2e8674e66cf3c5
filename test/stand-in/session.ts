import type * as Electron from 'electron';
import { contextOf, withScratchPage } from './contexts.ts';
import { toDrawn } from './origins.ts';
import { report, runtime, schemeNames } from './runtime.ts';
import { createSessionState, type BeforeRequest, type SchemeHandler, type SessionState } from './session-state.ts';
import { checkOptions, strict, StrictEmitter } from './strict.ts';
import { matchPattern } from './url-filter.ts';

type Handlers = Pick<
  Electron.Session,
  | 'setPermissionRequestHandler'
  | 'setPermissionCheckHandler'
  | 'setDevicePermissionHandler'
  | 'setDisplayMediaRequestHandler'
  | 'setCertificateVerifyProc'
  | 'clearStorageData'
  | 'clearCache'
>;

function handlerOrNull<T>(what: string, handler: T): T {
  if (handler !== null && typeof handler !== 'function') throw new TypeError(`${what} takes a function or null`);
  return handler;
}

const RESOURCE_TYPES = [
  'mainFrame',
  'subFrame',
  'stylesheet',
  'script',
  'image',
  'font',
  'object',
  'xhr',
  'ping',
  'cspReport',
  'media',
  'webSocket',
];

function createWebRequest(state: SessionState) {
  return strict('webRequest', {
    onBeforeRequest(first: Electron.WebRequestFilter | BeforeRequest | null, second?: BeforeRequest | null): void {
      const hasFilter = typeof first === 'object' && first !== null;
      const filter = hasFilter ? first : { urls: [] };
      const listener = handlerOrNull('onBeforeRequest', hasFilter ? (second ?? null) : first);
      checkOptions('the filter of onBeforeRequest', filter, { urls: 'array', excludeUrls: 'array', types: 'array' });
      const wanted = filter.urls.map(matchPattern);
      const excluded = (filter.excludeUrls ?? []).map(matchPattern);
      const { types } = filter;
      for (const type of types ?? []) if (!RESOURCE_TYPES.includes(type)) throw new TypeError(`Invalid type ${type}`);
      const matches = (url: string, type: string): boolean => {
        if (types !== undefined && types.length > 0 && !types.some((one) => one === type)) return false;
        if (excluded.some((test) => test(url))) return false;
        return wanted.length === 0 || wanted.some((test) => test(url));
      };
      // One listener a session, as in Electron: the last one holds.
      state.beforeRequest = listener === null ? null : { matches, listener };
    },
  });
}

function createSchemeHandlers(state: SessionState) {
  return strict('session.protocol', {
    handle(scheme: string, handler: SchemeHandler): void {
      if (typeof handler !== 'function') throw new TypeError('protocol.handle needs a handler');
      if (!runtime.schemes.has(scheme)) {
        throw new Error(
          `The scheme "${scheme}" was not registered by protocol.registerSchemesAsPrivileged before the app was ready`,
        );
      }
      if (state.schemes.has(scheme)) throw new Error(`Failed to register protocol: ${scheme}`);
      state.schemes.set(scheme, handler);
    },
  });
}

const states = new WeakMap<object, SessionState>();

export class Session extends StrictEmitter implements Handlers {
  readonly protocol: ReturnType<typeof createSchemeHandlers>;
  readonly webRequest: ReturnType<typeof createWebRequest>;
  readonly #state: SessionState;

  constructor(state: SessionState) {
    super('Session', ['will-download']);
    this.#state = state;
    this.protocol = createSchemeHandlers(state);
    this.webRequest = createWebRequest(state);
    state.emitDownload = (...args) => void this.emit('will-download', ...args);
    states.set(this, state);
  }

  setPermissionRequestHandler(handler: SessionState['permissionRequest']): void {
    this.#state.permissionRequest = handlerOrNull('setPermissionRequestHandler', handler);
  }
  setPermissionCheckHandler(handler: SessionState['permissionCheck']): void {
    this.#state.permissionCheck = handlerOrNull('setPermissionCheckHandler', handler);
  }
  setDevicePermissionHandler(handler: SessionState['devicePermission']): void {
    this.#state.devicePermission = handlerOrNull('setDevicePermissionHandler', handler);
  }
  setDisplayMediaRequestHandler(handler: SessionState['displayMedia'], options?: object): void {
    if (options !== undefined) checkOptions('setDisplayMediaRequestHandler', options, {});
    this.#state.displayMedia = handlerOrNull('setDisplayMediaRequestHandler', handler);
  }
  setCertificateVerifyProc(proc: SessionState['verifyProc']): void {
    this.#state.verifyProc = handlerOrNull('setCertificateVerifyProc', proc);
  }

  async clearStorageData(options?: Electron.ClearStorageDataOptions): Promise<void> {
    checkOptions('clearStorageData', options ?? {}, { origin: 'string', storages: 'array' });
    const context = await contextOf(this.#state);
    const kinds = options?.storages ?? [];
    if (kinds.length === 0 || kinds.includes('cookies')) await context.clearCookies();
    const storageTypes = kinds.length === 0 ? 'all' : kinds.map((kind) => STORAGE_TYPES[kind]).join(',');
    await withScratchPage(this.#state, async (cdp) => {
      await cdp.send('Storage.clearDataForOrigin', {
        origin: toDrawn(options?.origin ?? '*', schemeNames()),
        storageTypes,
      });
    });
  }

  async clearCache(): Promise<void> {
    await withScratchPage(this.#state, async (cdp) => void (await cdp.send('Network.clearBrowserCache')));
  }
}

/** Chromium's names (CDP Storage.StorageType) for Electron's. */
const STORAGE_TYPES: Readonly<Record<NonNullable<Electron.ClearStorageDataOptions['storages']>[number], string>> = {
  cookies: 'cookies',
  filesystem: 'file_systems',
  indexdb: 'indexeddb',
  localstorage: 'local_storage',
  shadercache: 'shader_cache',
  serviceworkers: 'service_workers',
  cachestorage: 'cache_storage',
};

const sessions = new Map<string, Session>();

export function stateOf(session: object): SessionState {
  const state = states.get(session);
  if (state === undefined) throw new TypeError('webPreferences.session must be a Session');
  return state;
}

export function sessionFor(partition: string): Session {
  if (!runtime.isReady) throw new Error('Session can only be received when app is ready');
  const known = sessions.get(partition);
  if (known !== undefined) return known;
  if (partition.startsWith('persist:'))
    report(`The session "${partition}" is kept in memory only: the stand-in keeps nothing on disk.`);
  const state = createSessionState(partition);
  const made = new Session(state);
  runtime.sessions.set(partition, state);
  sessions.set(partition, made);
  return made;
}

export const session = strict('session', {
  get defaultSession(): Session {
    return sessionFor('');
  },
  fromPartition(partition: string, options?: object): Session {
    if (typeof partition !== 'string') throw new TypeError('session.fromPartition needs a name');
    checkOptions('session.fromPartition', options ?? {}, {});
    return sessionFor(partition);
  },
});
