import type { z } from 'zod';
import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestInfo } from 'playwright/test';
import { policyDocumentSchema, type PolicyDocument } from '../../../core/policy/schema.ts';
import { demoPeople } from '../../../server/demo.ts';
import { startServer, type RunningServer } from '../../../server/server.ts';
import { connectKamailio } from '../../../server/telephony/kamailio/connect-kamailio.ts';
import { prepareEngineFiles, type EngineFiles } from '../../../server/telephony/kamailio/engine-files.ts';
import { findKamailio } from '../../../server/telephony/kamailio/find-kamailio.ts';
import { startKamailio, type EngineProcess } from '../../../server/telephony/kamailio/process.ts';
import { createNoEngine } from '../../../server/telephony/no-engine.ts';
import type { LaunchedClient } from '../harness/client.ts';
import { launchClient } from '../harness/launch-client.ts';
import { ROOT } from './root.ts';
import { freePort } from '../../support/free-port.ts';

export interface ClientChoice {
  readonly email: string;
  /** Where its `ip` commands run. */
  readonly namespace?: string;
  readonly chromiumArgs?: readonly string[];
  /** Reach the server through this port of loopback instead of its own. */
  readonly throughPort?: number;
}

/** A server, a phone engine and clients of one spec's own, in a folder of its own, on ports of its own. */
export interface World {
  readonly url: () => string;
  readonly port: number;
  readonly files: EngineFiles | null;
  passwordOf(email: string): string;
  openClient(choice: ClientChoice): Promise<LaunchedClient>;
  stopServer(): Promise<void>;
  startServerAgain(): Promise<void>;
  /** Pictures and logs of every client, for a spec that failed. */
  report(info: TestInfo): Promise<void>;
  stop(): Promise<void>;
}

/** The demo's policy with this laid over it. */
export async function demoPolicy(
  change: (policy: PolicyDocument) => z.input<typeof policyDocumentSchema>,
): Promise<PolicyDocument> {
  const text = await readFile(join(ROOT, 'assets', 'policies', 'demo.json'), 'utf8');
  return policyDocumentSchema.parse(change(policyDocumentSchema.parse(JSON.parse(text))));
}

export async function makeWorld(policy: PolicyDocument, options: { readonly phone: boolean }): Promise<World> {
  const folder = await mkdtemp(join(tmpdir(), 'offhook-e2e-'));
  const ending = new AbortController();
  const clients: LaunchedClient[] = [];
  const engine = options.phone ? await startEngine(folder, ending.signal) : null;
  const port = await freePort();
  const start = (): Promise<RunningServer> =>
    startServer(
      {
        data: join(folder, 'server'),
        port,
        telephony: async () =>
          engine === null
            ? createNoEngine('not-installed')
            : connectKamailio({ files: engine.files, log: () => undefined }),
      },
      { name: 'Demo organisation', people: demoPeople(2), policy, policyNote: 'The first policy' },
    );
  let server = await start();
  const passwords = new Map(server.welcomed.map((person) => [person.email, person.oneTimePassword]));

  async function openClient({
    email,
    namespace,
    chromiumArgs = [],
    throughPort = port,
  }: ClientChoice): Promise<LaunchedClient> {
    const person = (await server.people()).find((candidate) => candidate.email === email);
    if (person === undefined) throw new Error(`nobody here is ${email}`);
    const { link } = await server.mintEnrolmentLink(person.id);
    const client = await launchClient({
      main: join(ROOT, 'dist', 'electron', 'client-main.js'),
      args: ['--enrol', link.replace(`%3A${port}`, `%3A${throughPort}`)],
      env: {
        // No session bus: the specs' clients keep their keys in memory, and say so.
        DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent',
        ...(namespace === undefined ? {} : { OFFHOOK_TEST_NETWORK_NAMESPACE: namespace }),
      },
      chromiumArgs: ['--use-fake-device-for-media-stream', ...chromiumArgs],
      userData: join(folder, 'clients', email),
      label: email,
    });
    clients.push(client);
    return client;
  }

  return {
    port,
    url: () => server.url,
    files: engine?.files ?? null,
    passwordOf(email) {
      const password = passwords.get(email);
      if (password === undefined) throw new Error(`there is no password for ${email}`);
      return password;
    },
    openClient,
    stopServer: () => server.close(),
    startServerAgain: async () => {
      server = await start();
    },
    report: async (info) => {
      if (info.status === info.expectedStatus) return;
      for (const [index, client] of clients.entries()) {
        const picture = info.outputPath(`client-${index}.png`);
        await client.screenshot(picture);
        process.stderr.write(`client ${index}: ${picture}\n${(await client.log()).join('\n')}\n`);
      }
    },
    stop: async () => {
      await Promise.all(clients.map((client) => client.stop()));
      await server.close();
      await engine?.process.stop();
      ending.abort();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function startEngine(
  folder: string,
  signal: AbortSignal,
): Promise<{ readonly files: EngineFiles; readonly process: EngineProcess }> {
  const kamailio = await findKamailio({ platform: process.platform, searchPath: process.env['PATH'] });
  if (!kamailio.found) throw new Error(kamailio.advice);
  const files = await prepareEngineFiles({
    folder: join(folder, 'phone'),
    settings: { domain: 'phone.test', webSocketPort: await freePort(), rpcPort: await freePort() },
    modulesFolder: kamailio.modulesFolder,
    hostname: hostname(),
    now: () => new Date(),
    randomBytes,
  });
  return { files, process: await startKamailio({ binary: kamailio.binary, files, signal }) };
}
