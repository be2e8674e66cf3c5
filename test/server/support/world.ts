import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import { onTestFinished } from 'vitest';
import type { PolicyDocument } from '../../../core/policy/schema.ts';
import type { Role } from '../../../core/wire/console.ts';
import { parseEnrolmentLink } from '../../../core/wire/enrolment-link.ts';
import { buildApp } from '../../../server/app.ts';
import { createOrganisation, openKeys, type NewPerson, type WelcomedPerson } from '../../../server/bootstrap.ts';
import type { Clock } from '../../../server/clock.ts';
import { hashPassword } from '../../../server/console/passwords.ts';
import { openDataFolder } from '../../../server/data-folder.ts';
import { mintEnrolmentLink } from '../../../server/device/enrol.ts';
import { createOrigins } from '../../../server/origins.ts';
import type { Store } from '../../../server/store/store.ts';
import { openSqliteStore } from '../../../server/store/sqlite-store.ts';
import { TestDevice } from './device.ts';
import { policy } from './facts.ts';
import { createFakeClock, type FakeClock } from './fake-clock.ts';
import { createFakeTelephony, type FakeTelephony } from './fake-telephony.ts';

export const ORIGIN = 'http://127.0.0.1:8460';
export const PASSWORD = 'a long enough password';

const PEOPLE: readonly NewPerson[] = [
  { name: 'Ines Ortega', email: 'it@demo.example', role: 'it', extension: null },
  { name: 'Nina Berg', email: 'it2@demo.example', role: 'it', extension: null },
  { name: 'Sam Okafor', email: 'supervisor@demo.example', role: 'supervisor', extension: null },
  { name: 'Uma Rao', email: 'auditor@demo.example', role: 'auditor', extension: null },
  { name: 'Ada Lindqvist', email: 'ada@demo.example', role: 'agent', extension: '1001', group: 'Cards' },
  { name: 'Ben Castillo', email: 'ben@demo.example', role: 'agent', extension: '1002' },
];

/** Somebody who is signed in, as a browser would be. */
export interface Visitor {
  readonly cookie: string;
  readonly csrfToken: string;
  get(url: string): Promise<LightMyRequestResponse>;
  send(method: 'POST' | 'DELETE', url: string, payload?: object): Promise<LightMyRequestResponse>;
}

export interface World {
  readonly app: FastifyInstance;
  readonly store: Store;
  readonly clock: FakeClock;
  readonly telephony: FakeTelephony;
  readonly folder: string;
  readonly people: readonly WelcomedPerson[];
  person(email: string): WelcomedPerson;
  enrol(email?: string): Promise<TestDevice>;
  code(email?: string): Promise<string>;
  signIn(role: Role): Promise<Visitor>;
  signInAs(email: string): Promise<Visitor>;
  publish(document: PolicyDocument): Promise<LightMyRequestResponse>;
  /** Every action in the audit log, oldest first. */
  audit(): Promise<readonly string[]>;
  /** A new server on the same data. */
  restart(): Promise<World>;
}

/** Made once: at its real cost, a hash for every sign-in of every test would be most of the run. */
let passwordHash: Promise<string> | null = null;

type AtEnd = (clean: () => Promise<void> | void) => void;

export function tempFolder(atEnd: AtEnd = onTestFinished): string {
  const folder = mkdtempSync(join(tmpdir(), 'offhook-server-'));
  atEnd(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A whole server without a port: a real store in a folder of its own, a clock and a phone engine that the test holds. */
export async function createWorld(
  options: {
    readonly document?: PolicyDocument;
    readonly clock?: Clock;
    readonly allowPrivateLists?: boolean;
    readonly atEnd?: AtEnd;
    readonly console?: Readonly<Record<string, string>>;
  } = {},
): Promise<World> {
  const atEnd = options.atEnd ?? onTestFinished;
  const path = tempFolder(atEnd);
  const folder = openDataFolder(path);
  const store = openSqliteStore(folder.database);
  const clock = createFakeClock();
  const telephony = createFakeTelephony();
  const deps = { store, clock: options.clock ?? clock, randomBytes, folder };
  const keys = await openKeys(deps);
  const seed = { name: 'Demo organisation', people: PEOPLE, policy: options.document ?? policy(), policyNote: 'first' };
  const people = (await createOrganisation(deps, keys, seed)) ?? [];
  const consoleFolder = join(path, 'console');
  for (const [name, text] of Object.entries(options.console ?? {})) {
    mkdirSync(dirname(join(consoleFolder, name)), { recursive: true });
    writeFileSync(join(consoleFolder, name), text);
  }
  const origins = createOrigins({ host: '127.0.0.1', port: 8460, tls: false, publicUrl: null });
  const start = async () => {
    const app = await buildApp({
      ...deps,
      keys,
      telephony,
      origins: () => origins,
      offlineAfterMs: 25_000,
      consoleFolder,
      webLists: { folder: join(path, 'lists'), allowPrivate: options.allowPrivateLists ?? false },
      logger: { level: 'error', write: (line) => void process.stderr.write(line) },
      tls: null,
    });
    await app.ready();
    return app;
  };
  const running = { app: await start() };
  atEnd(async () => {
    await running.app.close();
    await store.close();
  });
  const person = (email: string) => {
    const found = people.find((candidate) => candidate.email === email);
    if (found === undefined) throw new Error(`nobody is called ${email}`);
    return found;
  };
  const code = async (email = 'ada@demo.example') => {
    const input = { personId: person(email).id, actor: 'test', serverUrl: ORIGIN };
    return parseEnrolmentLink((await mintEnrolmentLink(deps, input)).link).code;
  };
  const signIn = (role: Role): Promise<Visitor> =>
    signInAs(PEOPLE.find((candidate) => candidate.role === role)?.email ?? '');
  const signInAs = async (address: string): Promise<Visitor> => {
    const { id, email } = person(address);
    passwordHash ??= hashPassword(PASSWORD, randomBytes);
    const hash = await passwordHash;
    await store.write((tx) => tx.people.setPassword(id, hash, false));
    return visit(running.app, email, PASSWORD);
  };
  let publisher: Promise<Visitor> | null = null;
  const world: World = {
    get app() {
      return running.app;
    },
    store,
    clock,
    telephony,
    folder: path,
    people,
    person,
    code,
    enrol: async (email) => TestDevice.enrol(running.app, await code(email)),
    signIn,
    signInAs,
    async publish(document) {
      const it = await (publisher ??= signIn('it'));
      const { version } = (await it.get('/api/policy')).json<{ version: number }>();
      return it.send('POST', '/api/policy', { basedOn: version, note: 'test', document });
    },
    async audit() {
      const events = await store.read((tx) => tx.audit.page(null, 1000));
      return events.map(({ action }) => action).toReversed();
    },
    async restart() {
      await running.app.close();
      running.app = await start();
      return world;
    },
  };
  return world;
}

export async function visit(app: FastifyInstance, email: string, password: string): Promise<Visitor> {
  const headers = { host: '127.0.0.1:8460', origin: ORIGIN };
  const signedIn = await app.inject({ method: 'POST', url: '/api/session', headers, payload: { email, password } });
  if (signedIn.statusCode !== 204) throw new Error(`sign-in: ${signedIn.body}`);
  const cookie = signedIn.cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
  const session = await app.inject({ method: 'GET', url: '/api/session', headers: { ...headers, cookie } });
  const { csrfToken } = session.json<{ csrfToken: string }>();
  return {
    cookie,
    csrfToken,
    get: (url) => app.inject({ method: 'GET', url, headers: { ...headers, cookie } }),
    send: (method, url, payload) =>
      app.inject({
        method,
        url,
        headers: { ...headers, cookie, 'x-csrf-token': csrfToken },
        ...(payload === undefined ? {} : { payload }),
      }),
  };
}
