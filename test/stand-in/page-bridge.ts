import type { Codec } from './codec.ts';
import type { CallMain, PreloadFunction } from './page-protocol.ts';

/** Runs in the top frame, by its text: `contextBridge` and `ipcRenderer` for the preload, and nothing else. */
export function installBridge(call: CallMain, codec: Codec, preload: PreloadFunction | null, path: string): void {
  if (preload === null) return;
  type Listener = (event: object, ...args: unknown[]) => void;
  const listeners = new Map<string, Listener[]>();
  const exposed = new Set<string>();
  const refuse = (what: string): never => {
    throw new TypeError(`The Electron stand-in doesn't offer ${what} to a sandboxed preload.`);
  };
  const strictly = <T extends object>(name: string, object: T): T =>
    new Proxy(object, {
      get: (target, key): unknown => {
        if (typeof key === 'string' && !(key in target) && key !== 'then' && key !== 'toJSON') refuse(`${name}.${key}`);
        return Reflect.get(target, key);
      },
      set: (_target, key) => refuse(`setting ${name}.${String(key)}`),
    });
  const checkChannel = (channel: unknown): void => {
    if (typeof channel !== 'string' || channel === '')
      throw new TypeError('An IPC channel must be a string that is not empty');
  };

  const isPlain = (value: object): boolean => {
    const above: unknown = Object.getPrototypeOf(value);
    return above === null || above === Object.prototype;
  };
  /** A copy as it looks on the other side of the bridge; throws at what Electron can't take across. */
  const carry = (value: unknown, where: string, seen: readonly object[]): unknown => {
    if (typeof value === 'symbol') throw new TypeError(`${where}: a symbol can't cross the context bridge`);
    if (typeof value === 'function') return carryFunction(value as (...args: unknown[]) => unknown, where);
    if (typeof value !== 'object' || value === null) return value;
    if (seen.includes(value)) throw new TypeError(`${where}: a cycle can't cross the context bridge`);
    if (seen.length > 1000) throw new TypeError(`${where}: too deep for the context bridge`);
    // Empty on the other side in Electron since 29; here it is said aloud.
    if (value === ipcRenderer || value === contextBridge)
      throw new TypeError(`${where}: a part of Electron itself can't cross the context bridge`);
    const inside = [...seen, value];
    if (Array.isArray(value)) return value.map((item, index) => carry(item, `${where}[${index}]`, inside));
    if (value instanceof Promise) {
      return value.then(
        (result: unknown) => carry(result, `${where} (promised)`, []),
        (error: unknown) => Promise.reject(carry(error, `${where} (rejected)`, []) as Error),
      );
    }
    if (value instanceof Error)
      return Object.assign(new Error(value.message), { name: value.name, stack: value.stack });
    if (isPlain(value)) {
      return Object.fromEntries(
        Object.entries(value).map(([key, item]) => [key, carry(item, `${where}.${key}`, inside)]),
      );
    }
    const brand = Object.prototype.toString.call(value);
    if (/^\[object (Date|RegExp|Map|Set|ArrayBuffer|DataView|Blob|File|\w+Array)\]$/.test(brand))
      return structuredClone(value);
    if (value instanceof Node) return value;
    throw new TypeError(`${where}: ${brand} with a prototype of its own can't cross the context bridge`);
  };
  const carryFunction = (target: (...args: unknown[]) => unknown, where: string) => {
    return (...args: unknown[]): unknown => {
      const inside = args.map((arg, index) => carry(arg, `argument ${index + 1} of ${where}`, []));
      let result: unknown;
      try {
        result = target(...inside);
      } catch (error) {
        throw carry(error, `the error of ${where}`, []);
      }
      return carry(result, `the result of ${where}`, []);
    };
  };
  const freeze = (value: unknown): unknown => {
    const isContainer = typeof value === 'object' && value !== null && (Array.isArray(value) || isPlain(value));
    if (isContainer) {
      for (const item of Object.values(value)) freeze(item);
      Object.freeze(value);
    }
    return value;
  };

  const contextBridge = strictly('contextBridge', {
    exposeInMainWorld(key: unknown, api: unknown): void {
      if (typeof key !== 'string' || key === '') throw new TypeError('exposeInMainWorld needs a name');
      if (key in window) throw new Error('Cannot bind an API on top of an existing property on the window object');
      const value = freeze(carry(api, key, []));
      Object.defineProperty(window, key, { value, enumerable: true, writable: false, configurable: false });
      exposed.add(key);
    },
  });
  const ipcRenderer = strictly('ipcRenderer', {
    async invoke(channel: string, ...args: unknown[]): Promise<unknown> {
      checkChannel(channel);
      const reply = await call({ type: 'invoke', channel, args: codec.encode(args) });
      if (reply.type === 'result') return codec.decode(reply.value);
      throw new Error(
        `Error invoking remote method '${channel}': ${reply.type === 'error' ? reply.message : 'no answer'}`,
      );
    },
    on(channel: string, listener: Listener): unknown {
      checkChannel(channel);
      if (typeof listener !== 'function') throw new TypeError('The "listener" argument must be of type function');
      listeners.set(channel, [...(listeners.get(channel) ?? []), listener]);
      return ipcRenderer;
    },
    removeListener(channel: string, listener: Listener): unknown {
      checkChannel(channel);
      const left = [...(listeners.get(channel) ?? [])];
      const last = left.lastIndexOf(listener);
      if (last >= 0) left.splice(last, 1);
      listeners.set(channel, left);
      return ipcRenderer;
    },
  });

  const documentId = `${performance.timeOrigin}-${Math.random()}`;
  const listen = async (): Promise<void> => {
    const reply = await call({ type: 'listen', document: documentId });
    if (reply.type === 'messages') {
      for (const { channel, args } of reply.messages) {
        for (const listener of listeners.get(channel) ?? []) {
          // One listener that throws keeps nothing from the others.
          try {
            listener(strictly('the event', { sender: ipcRenderer }), ...(codec.decode(args) as unknown[]));
          } catch (error) {
            reportError(error);
          }
        }
      }
    }
    void listen();
  };
  void listen();

  const before = new Set(Object.getOwnPropertyNames(globalThis));
  const moduleObject = { exports: {} };
  const requireForPreload = (name: string): unknown => {
    if (name === 'electron') return strictly('electron', { contextBridge, ipcRenderer });
    throw new Error(`module not found: ${name}`);
  };
  try {
    preload.call(
      moduleObject.exports,
      moduleObject.exports,
      requireForPreload,
      moduleObject,
      path,
      path.replace(/[\\/][^\\/]*$/, ''),
    );
    const leaked = Object.getOwnPropertyNames(globalThis).filter((name) => !before.has(name) && !exposed.has(name));
    if (leaked.length > 0) {
      throw new Error(`The preload set ${leaked.join(', ')} on its own global, which no page would see in Electron`);
    }
  } catch (error) {
    const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    console.error(`Unable to load preload script: ${path}. ${message}`);
    void call({ type: 'preload-error', message });
  }
}
