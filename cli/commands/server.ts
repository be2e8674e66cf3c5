import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { AppError } from '../../core/errors.ts';
import { parseJsonOrThrow, parseOrThrow } from '../../core/parse.ts';
import { policyDocumentSchema } from '../../core/policy/schema.ts';
import type { OrganisationSeed } from '../../server/bootstrap.ts';
import { DEFAULT_PORT } from '../../server/config.ts';
import { DEMO_ORGANISATION, demoPeople, MAX_DEMO_AGENTS } from '../../server/demo.ts';
import { localPhoneEngine } from '../../server/local-phone-engine.ts';
import { startServer, type RunningServer } from '../../server/server.ts';
import { UsageError, type Command, type CommandIo, type ExitCode } from '../command.ts';
import { parseOptions } from '../parse-options.ts';
import { placeOfPhones } from './phone-place.ts';

const DEMO_POLICY = join(import.meta.dirname, '..', '..', 'assets', 'policies', 'demo.json');

const OPTIONS = {
  data: { type: 'string', default: '.offhook' },
  host: { type: 'string', default: '127.0.0.1' },
  port: { type: 'string', default: String(DEFAULT_PORT) },
  'public-url': { type: 'string' },
  'tls-cert': { type: 'string' },
  'tls-key': { type: 'string' },
  phone: { type: 'boolean', default: false },
  'phone-listen': { type: 'string' },
  'phone-port': { type: 'string', default: '8443' },
  'phone-rpc-port': { type: 'string', default: '8461' },
  demo: { type: 'boolean', default: false },
  agents: { type: 'string', default: '2' },
  policy: { type: 'string' },
  links: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  verbose: { type: 'boolean', default: false },
} as const;

export const server: Command = {
  name: 'server',
  summary: 'Run the server: policies, laptops, people and the console',
  help: `
Usage: offhook server [options]

  --data DIR            where everything is kept (default: .offhook in this folder)
  --host ADDRESS        address to listen on (default: 127.0.0.1; any other needs TLS)
  --port PORT           port to listen on, 0 for any free one (default: ${DEFAULT_PORT})
  --public-url URL      the address that people and laptops use, when a proxy is in front
  --tls-cert FILE       certificate chain, PEM
  --tls-key FILE        its private key, PEM
  --phone               start the phone engine (Kamailio) on this machine
  --phone-listen IP     address that it listens on for phones (default: that of --host); phones are told the name
                        in --public-url, so behind a proxy give 0.0.0.0, or forward the port to 127.0.0.1
  --phone-port PORT     where phones connect to it (default: 8443)
  --phone-rpc-port PORT where the server talks to it, on loopback only (default: 8461)
  --demo                on the first start, make the demo organisation
  --agents N            how many agents the demo has, 1 to ${MAX_DEMO_AGENTS} (default: 2)
  --policy FILE         the demo’s first policy (default: the one that comes with Offhook)
  --links               make a new enrolment link for everybody with a phone
  --json                one line of JSON on standard output when it is ready
  --verbose             log every request to standard error

Ends on Ctrl-C. Exit code: 0 it ran and was stopped, 1 it could not start, 2 it was called wrongly.
`,
  async run(args, io) {
    const { values } = parseOptions('server', args, OPTIONS, 0);
    const agents = wholeNumber('--agents', values.agents, 1, MAX_DEMO_AGENTS);
    const webSocketPort = wholeNumber('--phone-port', values['phone-port'], 1, 65_535);
    const rpcPort = wholeNumber('--phone-rpc-port', values['phone-rpc-port'], 1, 65_535);
    const port = wholeNumber('--port', values.port, 0, 65_535);
    const place = values.phone ? placeOfPhones(values) : null;
    if (place !== null && place.warning !== null) io.err(`${place.warning}\n`);
    try {
      const running = await startServer(
        {
          data: resolve(io.cwd, values.data),
          host: values.host,
          port,
          publicUrl: values['public-url'],
          tlsCert: values['tls-cert'],
          tlsKey: values['tls-key'],
          logLevel: values.verbose ? 'info' : 'warn',
          writeLog: (line) => io.err(line),
          telephony:
            place === null
              ? undefined
              : localPhoneEngine({
                  webSocketPort,
                  rpcPort,
                  listenAddress: place.listenAddress,
                  publicHost: place.publicHost,
                  searchPath: io.env['PATH'],
                  randomBytes,
                  tell: (sentence) => io.err(`${sentence}\n`),
                }),
        },
        values.demo ? await demoSeed(agents, values.policy, io) : null,
      );
      return await serve(running, values, io);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      io.err(`${error.message}\n`);
      return 1;
    }
  },
};

async function demoSeed(agents: number, policyFile: string | undefined, io: CommandIo): Promise<OrganisationSeed> {
  const file = policyFile === undefined ? DEMO_POLICY : resolve(io.cwd, policyFile);
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new AppError('INVALID_INPUT', `--policy ${file} can’t be read: ${(error as Error).message}`, {
      cause: error,
    });
  });
  return {
    name: DEMO_ORGANISATION,
    people: demoPeople(agents),
    policy: parseOrThrow(policyDocumentSchema, parseJsonOrThrow(text, 'policy'), 'policy'),
    policyNote: 'The first policy',
  };
}

/** Says that it is ready, waits for the signal to end, and ends everything. */
async function serve(
  running: RunningServer,
  { links, json }: { readonly links: boolean; readonly json: boolean },
  io: CommandIo,
): Promise<ExitCode> {
  try {
    const minted = await mintLinks(running, links);
    if (json) {
      const people = running.welcomed.map(({ id, ...person }) => ({ id, ...person, ...linkOf(minted, id) }));
      io.out(`${JSON.stringify({ ready: true, url: running.url, data: running.dataFolder, people, links: minted })}\n`);
    }
    io.err(sayReady(running, minted));
    if (!io.signal.aborted)
      await new Promise((resolve) => io.signal.addEventListener('abort', resolve, { once: true }));
  } finally {
    await running.close();
  }
  return 0;
}

interface Link {
  readonly personId: string;
  readonly name: string;
  readonly link: string;
  readonly expiresAt: string;
}

/** For everybody with a phone on the first start; later only when asked, since each link is a key to the organisation. */
async function mintLinks(running: RunningServer, forAll: boolean): Promise<readonly Link[]> {
  const people = forAll ? await running.people() : running.welcomed;
  const links: Link[] = [];
  for (const { id, name, extension } of people)
    if (extension !== null) links.push({ personId: id, name, ...(await running.mintEnrolmentLink(id)) });
  return links;
}

function linkOf(links: readonly Link[], personId: string) {
  const found = links.find((link) => link.personId === personId);
  return found === undefined ? {} : { enrolmentLink: found.link };
}

function sayReady(running: RunningServer, links: readonly Link[]): string {
  const lines = [`Offhook is ready at ${running.url}`, `Its data is in ${running.dataFolder}`];
  if (running.welcomed.length > 0) lines.push('', 'One-time passwords, shown only now:');
  for (const { name, email, oneTimePassword } of running.welcomed)
    lines.push(`  ${email}  ${oneTimePassword}  (${name})`);
  if (links.length > 0) lines.push('', 'Enrolment links, good for one laptop each and for 24 hours:');
  for (const { name, link } of links) lines.push(`  ${name}: ${link}`);
  return `${lines.join('\n')}\n`;
}

function wholeNumber(name: string, text: string, min: number, max: number): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= min && value <= max && /^[0-9]+$/.test(text)) return value;
  throw new UsageError(`${name} takes a whole number from ${min} to ${max}, not “${text}”.`);
}
