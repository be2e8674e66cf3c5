import { createHash, createPrivateKey, generateKeyPairSync, X509Certificate, type KeyObject } from 'node:crypto';
import { chmod, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { AppError } from '../../../core/errors.ts';
import { parseJsonOrThrow, parseOrThrow } from '../../../core/parse.ts';
import { certificatePin, selfSignedCertificate } from './certificate.ts';
import { kamailioConfig, RPC_KEY_HASH_VARIABLE, SECRET_VARIABLE } from './config.ts';
import { engineSettingsSchema, type EngineSettings, type EngineSettingsInput } from './settings.ts';

const secretsSchema = z.strictObject({ sipSecret: z.base64url().min(43), rpcKey: z.base64url().min(43) });
const DAY_MS = 86_400_000;
/** Below the 398 days that browsers allow; renewed, with the same key, when less than a month is left. */
const CERTIFICATE_DAYS = 365;
const RENEW_DAYS = 30;

export interface EngineFilesInput {
  /** A folder of the engine's own; made when it is not there. */
  readonly folder: string;
  readonly settings: EngineSettingsInput;
  readonly modulesFolder: string;
  /** This machine's name, for the certificate. */
  readonly hostname: string;
  readonly now: () => Date;
  readonly randomBytes: (count: number) => Uint8Array;
}

/** All that is needed to start the engine and to talk to it. */
export interface EngineFiles {
  readonly folder: string;
  readonly configFile: string;
  readonly settings: EngineSettings;
  /** What the engine's process finds in its environment; never on its command line or in a file that it writes. */
  readonly environment: Readonly<Record<string, string>>;
  readonly sipSecret: string;
  readonly rpcKey: string;
  /** SHA-256 of the engine's public key (SPKI), base64url. */
  readonly certificatePin: string;
}

/**
 * Writes the engine's configuration and certificate, and its secrets on the first run; later runs keep those, so that
 * what was issued and pinned stays good. Every file is for the owner's eyes only.
 */
export async function prepareEngineFiles(input: EngineFilesInput): Promise<EngineFiles> {
  const settings = parseOrThrow(engineSettingsSchema, input.settings, 'phone engine settings');
  await mkdir(input.folder, { recursive: true, mode: 0o700 });
  const secrets = await keepSecrets(input);
  const keyFile = join(input.folder, 'tls-key.pem');
  const certificateFile = join(input.folder, 'tls-certificate.pem');
  const key = await keepKey(keyFile);
  await keepCertificate(certificateFile, key, settings, input);
  const configFile = join(input.folder, 'kamailio.cfg');
  await writePrivate(
    configFile,
    kamailioConfig({ settings, modulesFolder: input.modulesFolder, certificateFile, keyFile }),
  );
  return {
    folder: input.folder,
    configFile,
    settings,
    environment: {
      [SECRET_VARIABLE]: secrets.sipSecret,
      [RPC_KEY_HASH_VARIABLE]: createHash('sha256').update(secrets.rpcKey).digest('hex'),
    },
    sipSecret: secrets.sipSecret,
    rpcKey: secrets.rpcKey,
    certificatePin: certificatePin(key),
  };
}

async function keepSecrets({ folder, randomBytes }: EngineFilesInput): Promise<z.infer<typeof secretsSchema>> {
  const file = join(folder, 'secrets.json');
  const text = await readIfThere(file);
  if (text !== null) return parseOrThrow(secretsSchema, parseJsonOrThrow(text, file), file);
  const fresh = () => Buffer.from(randomBytes(32)).toString('base64url');
  const secrets = { sipSecret: fresh(), rpcKey: fresh() };
  await writePrivate(file, JSON.stringify(secrets));
  return secrets;
}

async function keepKey(file: string): Promise<KeyObject> {
  const text = await readIfThere(file);
  if (text !== null) {
    try {
      return createPrivateKey(text);
    } catch (error) {
      throw new AppError('INVALID_INPUT', `${file} is not a private key. Delete it to get a new one.`, {
        cause: error,
      });
    }
  }
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  await writePrivate(file, privateKey.export({ type: 'pkcs8', format: 'pem' }));
  return privateKey;
}

async function keepCertificate(
  file: string,
  key: KeyObject,
  settings: EngineSettings,
  { hostname, now, randomBytes }: EngineFilesInput,
): Promise<void> {
  const names = [...new Set(['localhost', '127.0.0.1', hostname, settings.publicHost])];
  const nowMs = now().getTime();
  const text = await readIfThere(file);
  if (text !== null && isStillGood(text, key, names, nowMs)) return;
  const certificate = selfSignedCertificate({
    key,
    names,
    // Clocks of laptops differ.
    notBefore: new Date(nowMs - DAY_MS),
    notAfter: new Date(nowMs + CERTIFICATE_DAYS * DAY_MS),
    serial: randomBytes(16),
  });
  await writePrivate(file, certificate);
}

function isStillGood(text: string, key: KeyObject, names: readonly string[], nowMs: number): boolean {
  try {
    const certificate = new X509Certificate(text);
    const lasts = Date.parse(certificate.validTo) - nowMs > RENEW_DAYS * DAY_MS;
    const fits = names.every(
      (name) => certificate.checkHost(name) ?? certificate.checkIP(name.replaceAll(/[[\]]/g, '')),
    );
    return lasts && fits && certificate.checkPrivateKey(key);
  } catch {
    // Not a certificate: write a new one.
    return false;
  }
}

async function readIfThere(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** Whole or not at all, and readable by the owner only from its first byte. */
async function writePrivate(file: string, text: string | Buffer): Promise<void> {
  const partial = `${file}.partial`;
  await writeFile(partial, text, { mode: 0o600 });
  await chmod(partial, 0o600);
  await rename(partial, file);
}
