import { EventEmitter } from 'node:events';

/** What the stand-in says whenever it is asked for more than it offers. */
export class NotOffered extends TypeError {
  constructor(what: string) {
    super(`The Electron stand-in doesn't offer ${what}. Use what it offers, or add it there with a test.`);
    this.name = 'NotOffered';
  }
}

/** Names that the language itself asks any object for: a promise's `then`, JSON's `toJSON`. */
const ASKED_BY_LANGUAGE = new Set(['then', 'toJSON', 'constructor', 'prototype', 'name', 'length']);

/** The same object, but reading or writing a property that it hasn't throws. */
export function strict<T extends object>(name: string, target: T): T {
  return new Proxy(target, {
    get(object, key, receiver): unknown {
      if (typeof key === 'string' && !(key in object) && !ASKED_BY_LANGUAGE.has(key))
        throw new NotOffered(`${name}.${key}`);
      return Reflect.get(object, key, receiver);
    },
    set(object, key, value, receiver): boolean {
      if (typeof key === 'string' && !(key in object)) throw new NotOffered(`${name}.${key}`);
      return Reflect.set(object, key, value, receiver);
    },
  });
}

type Attach = (event: string, listener: (...args: unknown[]) => void) => void;
export type Listener = (...args: never[]) => unknown;

/** An EventEmitter that knows its events and its properties, and throws at any other. Subclasses' private fields work. */
export class StrictEmitter extends EventEmitter {
  readonly #name: string;
  readonly #events: ReadonlySet<string>;

  constructor(name: string, events: readonly string[]) {
    super();
    this.#name = name;
    this.#events = new Set(events);
    return StrictEmitter.#guarded(this);
  }

  /** Private fields of this class live on the raw object, those of subclasses on the proxy that they get as `this`. */
  static #guarded(raw: StrictEmitter): StrictEmitter {
    const self = strict(raw.#name, raw);
    for (const method of ['on', 'once', 'addListener', 'prependListener', 'off', 'removeListener'] as const) {
      const native = EventEmitter.prototype[method];
      Object.defineProperty(raw, method, {
        value: (event: string | symbol, listener: Listener): StrictEmitter => {
          raw.#check(event);
          native.call(raw, event, listener as (...args: unknown[]) => void);
          return self;
        },
      });
    }
    return self;
  }

  /** Beside the lists: for the stand-in's own events. */
  static native(emitter: EventEmitter): { on: Attach; off: Attach } {
    return {
      on: (event, listener) => void EventEmitter.prototype.on.call(emitter, event, listener),
      off: (event, listener) => void EventEmitter.prototype.removeListener.call(emitter, event, listener),
    };
  }

  #check(event: string | symbol): void {
    if (event === 'newListener' || event === 'removeListener') return;
    if (typeof event !== 'string' || !this.#events.has(event))
      throw new NotOffered(`the event "${String(event)}" of ${this.#name}`);
  }
}

/** Throws at an option that is not in the list, or has another type than the list says. */
export function checkOptions(what: string, options: unknown, offered: Readonly<Record<string, OptionType>>): void {
  if (typeof options !== 'object' || options === null || Array.isArray(options))
    throw new TypeError(`${what}: expected an object of options`);
  for (const [key, value] of Object.entries(options)) {
    const type = offered[key];
    if (type === undefined) throw new NotOffered(`the option "${key}" of ${what}`);
    if (value !== undefined && !isOfType(value, type))
      throw new TypeError(`${what}: the option "${key}" must be ${type}`);
  }
}
export type OptionType = 'string' | 'boolean' | 'number' | 'object' | 'string or object' | 'function' | 'array';

function isOfType(value: unknown, type: OptionType): boolean {
  switch (type) {
    case 'array':
      return Array.isArray(value);
    case 'string or object':
      return typeof value === 'string' || (typeof value === 'object' && value !== null);
    case 'object':
      return typeof value === 'object' && value !== null && !Array.isArray(value);
    case 'number':
      return typeof value === 'number' && Number.isFinite(value);
    case 'string':
    case 'boolean':
    case 'function':
      return typeof value === type;
    default:
      return type satisfies never;
  }
}

/** The first argument of Electron's listeners. */
export interface StandInEvent {
  readonly defaultPrevented: boolean;
  preventDefault(): void;
}

export function createEvent<T extends object>(details: T): StandInEvent & T {
  let prevented = false;
  return strict('the event', {
    ...details,
    get defaultPrevented() {
      return prevented;
    },
    preventDefault() {
      prevented = true;
    },
  });
}
