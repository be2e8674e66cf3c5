import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { AppError } from '../core/errors.ts';
import type { PersonId } from '../core/ids.ts';
import { buildApp } from './app.ts';
import { createOrganisation, openKeys, type OrganisationSeed, type WelcomedPerson } from './bootstrap.ts';
import { parseServerOptions, type ServerConfig, type ServerOptions } from './config.ts';
import { openDataFolder } from './data-folder.ts';
import { mintEnrolmentLink, type MintedLink } from './device/enrol.ts';
import { createOrigins, type Origins } from './origins.ts';
import type { PersonRecord } from './store/records.ts';
import { openSqliteStore } from './store/sqlite-store.ts';
import { createNoEngine } from './telephony/no-engine.ts';

export interface RunningServer {
  /** The address for people and clients, without a slash at the end. */
  readonly url: string;
  readonly dataFolder: string;
  /** Those whom this start made, with their one-time passwords; empty from the second start on. */
  readonly welcomed: readonly WelcomedPerson[];
  people(): Promise<readonly PersonRecord[]>;
  mintEnrolmentLink(personId: PersonId): Promise<MintedLink>;
  close(): Promise<void>;
}

/**
 * Starts the server. `seed` is what a data folder without an organisation begins with. Throws AppError whose sentence says
 * what is wrong and the way out; then nothing is left running, and no data is lost.
 */
export async function startServer(options: ServerOptions, seed: OrganisationSeed | null): Promise<RunningServer> {
  const config = parseServerOptions(options);
  // What was opened, to be closed in the opposite order: after a failure as after a stop.
  const closers: (() => Promise<void> | void)[] = [];
  const close = async () => {
    for (let closer = closers.pop(); closer !== undefined; closer = closers.pop()) await closer();
  };
  try {
    return await start(config, seed, closers, close);
  } catch (error) {
    await close();
    throw error;
  }
}

async function start(
  config: ServerConfig,
  seed: OrganisationSeed | null,
  closers: (() => Promise<void> | void)[],
  close: () => Promise<void>,
): Promise<RunningServer> {
  const { clock, randomBytes } = config;
  const folder = openDataFolder(config.dataFolder);
  closers.push(() => folder.unlock());
  const store = openSqliteStore(folder.database);
  closers.push(() => store.close());
  const keys = await openKeys({ store, clock, randomBytes, folder });
  const welcomed = seed === null ? null : await createOrganisation({ store, clock, randomBytes, folder }, keys, seed);
  if ((await store.read((tx) => tx.organisation())) === null)
    throw new AppError(
      'UNAVAILABLE',
      `There is no organisation in ${folder.path} yet. Start once with --demo, or restore a backup there.`,
    );

  const tls = config.tls !== null;
  // Until it listens it answers nobody, so the port that was asked for is as good as the one that it will get.
  let origins: Origins = createOrigins({ ...config, tls });
  const telephony = await (config.telephony?.({ dataFolder: folder.path }) ?? createNoEngine('not-configured'));
  closers.push(() => telephony.close());
  const app = await buildApp({
    ...config,
    store,
    telephony,
    keys,
    webLists: { folder: join(folder.path, 'lists'), allowPrivate: false },
    origins: () => origins,
    logger: { level: config.logLevel, write: config.writeLog },
  });
  closers.push(() => app.close());
  const port = await listen(app, config);
  origins = createOrigins({ ...config, port, tls });
  return {
    url: origins.publicUrl(),
    dataFolder: folder.path,
    welcomed: welcomed ?? [],
    people: () => store.read((tx) => tx.people.all()),
    mintEnrolmentLink: (personId) =>
      mintEnrolmentLink({ store, clock, randomBytes }, { personId, actor: 'server', serverUrl: origins.publicUrl() }),
    close,
  };
}

async function listen(app: FastifyInstance, { host, port }: ServerConfig): Promise<number> {
  try {
    await app.listen({ host, port });
  } catch (error) {
    throw explained(error, host, port);
  }
  return (app.server.address() as AddressInfo).port;
}

function explained(error: unknown, host: string, port: number): unknown {
  switch ((error as NodeJS.ErrnoException).code) {
    case 'EADDRINUSE':
      return new AppError(
        'CONFLICT',
        `Port ${port} is taken by another program. Stop that one, or choose another with --port (0 takes any free one).`,
        { cause: error },
      );
    case 'EACCES':
      return new AppError(
        'UNAVAILABLE',
        `There is no right to listen on port ${port}. Choose one above 1023 with --port.`,
        { cause: error },
      );
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new AppError('INVALID_INPUT', `${host} is not an address of this machine. Choose another with --host.`, {
        cause: error,
      });
    case undefined:
    default:
      return error;
  }
}
