import { randomBytes as nodeRandomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { AppError } from '../core/errors.ts';
import { systemClock, type Clock } from './clock.ts';
import { isLoopbackHost } from './origins.ts';
import type { RandomBytes } from './random.ts';
import type { Telephony } from './telephony/telephony.ts';

/** What the caller says; everything that is left out has the default that `offhook server --help` names. */
export interface ServerOptions {
  readonly data: string;
  readonly host?: string | undefined;
  /** 0 takes any free port. */
  readonly port?: number | undefined;
  readonly publicUrl?: string | undefined;
  readonly tlsCert?: string | undefined;
  readonly tlsKey?: string | undefined;
  readonly offlineAfterMs?: number | undefined;
  readonly consoleFolder?: string | undefined;
  readonly logLevel?: ServerConfig['logLevel'] | undefined;
  /** Connects to the phone engine; without it there is none. */
  readonly telephony?: StartTelephony | undefined;
  readonly clock?: Clock | undefined;
  readonly randomBytes?: RandomBytes | undefined;
  readonly writeLog?: ((line: string) => void) | undefined;
}

export type StartTelephony = (input: { readonly dataFolder: string }) => Promise<Telephony>;

/** Parsed once, then never changed. */
export interface ServerConfig {
  readonly dataFolder: string;
  readonly host: string;
  readonly port: number;
  readonly publicUrl: string | null;
  readonly tls: { readonly cert: string; readonly key: string } | null;
  readonly offlineAfterMs: number;
  readonly consoleFolder: string;
  readonly logLevel: 'silent' | 'error' | 'warn' | 'info';
  readonly telephony: StartTelephony | null;
  readonly clock: Clock;
  readonly randomBytes: RandomBytes;
  readonly writeLog: (line: string) => void;
}

export const DEFAULT_PORT = 8460;
const OFFLINE_AFTER_MS = 25_000;
/** Where the build puts the console, seen from this file; an installed package has the same shape. */
const CONSOLE_FOLDER = join(import.meta.dirname, '..', 'dist', 'console');

/** Throws AppError INVALID_INPUT that names the option and the fix. */
export function parseServerOptions(options: ServerOptions): ServerConfig {
  const host = options.host ?? '127.0.0.1';
  const tls = readTls(options);
  if (tls === null && !isLoopbackHost(host))
    throw new AppError(
      'INVALID_INPUT',
      `--host ${host} can be reached from other machines, so passwords must not travel in the open: add --tls-cert and --tls-key, or listen on 127.0.0.1 behind a TLS proxy.`,
    );
  return Object.freeze({
    dataFolder: resolve(options.data),
    host,
    port: parsePort(options.port ?? DEFAULT_PORT),
    publicUrl: options.publicUrl === undefined ? null : parsePublicUrl(options.publicUrl),
    tls,
    offlineAfterMs: options.offlineAfterMs ?? OFFLINE_AFTER_MS,
    consoleFolder: options.consoleFolder ?? CONSOLE_FOLDER,
    logLevel: options.logLevel ?? 'warn',
    telephony: options.telephony ?? null,
    clock: options.clock ?? systemClock,
    randomBytes: options.randomBytes ?? nodeRandomBytes,
    writeLog: options.writeLog ?? ((line) => void process.stderr.write(line)),
  });
}

function parsePort(port: number): number {
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new AppError('INVALID_INPUT', '--port must be a whole number from 0 (any free port) to 65535.');
}

function parsePublicUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  const isPlain = url !== null && url.pathname === '/' && url.search === '' && url.hash === '' && url.username === '';
  if (!isPlain || !/^https?:$/.test(url.protocol))
    throw new AppError(
      'INVALID_INPUT',
      '--public-url must be an address such as https://offhook.example, without a path.',
    );
  if (url.protocol === 'http:' && !isLoopbackHost(url.hostname))
    throw new AppError(
      'INVALID_INPUT',
      '--public-url must be https: passwords and phone keys must not travel in the open.',
    );
  return url.origin;
}

function readTls({ tlsCert, tlsKey }: ServerOptions): ServerConfig['tls'] {
  if (tlsCert === undefined && tlsKey === undefined) return null;
  if (tlsCert === undefined || tlsKey === undefined)
    throw new AppError('INVALID_INPUT', '--tls-cert and --tls-key belong together; give both.');
  return { cert: readPem('--tls-cert', tlsCert), key: readPem('--tls-key', tlsKey) };
}

function readPem(option: string, file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new AppError('INVALID_INPUT', `${option} ${file} can’t be read: ${(error as Error).message}`, {
      cause: error,
    });
  }
}
