import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { toWireError } from '../core/errors.ts';
import { parseJsonOrThrow, parseOrThrow } from '../core/parse.ts';
import { policyDocumentSchema } from '../core/policy/schema.ts';
import { readFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { DEMO_ORGANISATION, demoPeople } from '../server/demo.ts';
import { localPhoneEngine } from '../server/local-phone-engine.ts';
import { startServer, type RunningServer } from '../server/server.ts';
import { runTarget } from './build/run-target.ts';
import { TARGETS } from './build/targets.ts';
import { endClient, openClient } from './start/clients.ts';
import { chooseDrawing } from './start/drawing.ts';
import { prepareDataFolder } from './start/data-folder.ts';
import { parseStartOptions, START_HELP, type StartOptions } from './start/options.ts';

/** `npm start`: everything on this machine. Whatever it starts ends with it. */
const root = fileURLToPath(new URL('..', import.meta.url));
const say = (line: string): void => void process.stdout.write(`${line}\n`);
const closers: (() => Promise<void>)[] = [];

async function closeAll(): Promise<void> {
  for (let close = closers.pop(); close !== undefined; close = closers.pop()) await close();
}

async function main(options: StartOptions): Promise<void> {
  const started = performance.now();
  prepareDataFolder(options.dataFolder, options.reset);
  for (const target of TARGETS) await runTarget(root, target, false);
  say(`Data is kept in ${options.dataFolder}`);

  const telephony = localPhoneEngine({
    webSocketPort: options.port + 1,
    rpcPort: options.port + 2,
    listenAddress: '127.0.0.1',
    publicHost: '127.0.0.1',
    searchPath: process.env['PATH'],
    randomBytes,
    tell: (sentence) => say(`Phone engine: ${sentence}`),
  });
  const policy = readFileSync(join(root, 'assets', 'policies', 'demo.json'), 'utf8');
  const server = await startServer(
    { data: join(options.dataFolder, 'server'), port: options.port, telephony },
    {
      name: DEMO_ORGANISATION,
      people: demoPeople(Math.max(2, options.agents)),
      policy: parseOrThrow(policyDocumentSchema, parseJsonOrThrow(policy, 'demo policy'), 'demo policy'),
      policyNote: 'The demo’s first policy',
    },
  );
  closers.push(() => server.close());
  introduce(server);

  const clients = await openClients(server, options);
  say(`Ready in ${((performance.now() - started) / 1000).toFixed(1)} s. Ctrl-C ends everything.`);
  for (const client of clients) client.once('exit', () => say('A client was closed.'));
}

function introduce(server: RunningServer): void {
  say(`Console: ${server.url}`);
  if (server.welcomed.length === 0) {
    say(
      'The demo organisation is there from an earlier start; its people keep their passwords (--reset begins again).',
    );
    return;
  }
  say('One-time passwords, shown only now:');
  const width = Math.max(...server.welcomed.map((person) => person.email.length));
  for (const { role, name, email, oneTimePassword } of server.welcomed)
    say(`  ${role.padEnd(10)} ${email.padEnd(width)}  ${oneTimePassword}   (${name})`);
}

async function openClients(server: RunningServer, options: StartOptions): Promise<readonly ChildProcess[]> {
  if (options.agents === 0) return [];
  const drawing = chooseDrawing(root, options.headless, say);
  const screenshots = join(options.dataFolder, 'screenshots');
  if (drawing.by === 'stand-in' && !drawing.headed) say(`Pictures of every window are saved in ${screenshots}`);
  const agents = (await server.people()).filter((person) => person.role === 'agent').slice(0, options.agents);
  const clients: ChildProcess[] = [];
  for (const agent of agents) {
    const { link } = await server.mintEnrolmentLink(agent.id);
    const label = agent.extension ?? agent.id;
    const userData = join(options.dataFolder, 'clients', label);
    const client = openClient({ root, drawing, userData, screenshots: join(screenshots, label), enrolmentLink: link });
    closers.push(() => endClient(client));
    clients.push(client);
    say(`Client of ${agent.name} (${label}) opened`);
  }
  return clients;
}

function endOnSignal(signal: NodeJS.Signals): void {
  process.once(signal, () => {
    say('\nEnding …');
    void closeAll().finally(() => process.exit(0));
  });
}

try {
  const options = parseStartOptions(process.argv.slice(2), root);
  if (options.help) {
    say(START_HELP);
  } else {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) endOnSignal(signal);
    await main(options);
  }
} catch (error) {
  await closeAll();
  const { code, message } = toWireError(error);
  process.stderr.write(`${code === 'INTERNAL' && error instanceof Error ? error.message : message}\n`);
  process.exit(1);
}
