import { randomUUID } from 'node:crypto';
import { AppError } from '../../core/errors.ts';
import type { SecretStore } from './secret-store.ts';

const SERVICE = 'Offhook';
/** A locked keychain asks its owner, who may take a while; an absent one may never answer. */
const CALL_TIMEOUT_MS = 30_000;
const PROBE_TIMEOUT_MS = 3_000;

interface Keytar {
  getPassword(service: string, account: string): Promise<string | null>;
  setPassword(service: string, account: string, password: string): Promise<void>;
  deletePassword(service: string, account: string): Promise<boolean>;
  findCredentials(service: string): Promise<readonly { readonly account: string }[]>;
}

/**
 * The system's own keychain (Keychain, Credential Manager, Secret Service), or null when there is none that keeps what it is
 * given. Loaded only here and only now: without libsecret or D-Bus the rest of the client must still start.
 */
export async function openKeychainStore(
  profile: string,
  probeTimeoutMs = PROBE_TIMEOUT_MS,
): Promise<SecretStore | null> {
  try {
    const keytar = await loadKeytar();
    if (!(await within(probeTimeoutMs, roundTrip(keytar, profile)))) return null;
    return keychainStore(keytar, profile);
  } catch {
    return null;
  }
}

async function loadKeytar(): Promise<Keytar> {
  const module = await import('keytar');
  // A CommonJS package: Node puts it under `default`, a bundler may not.
  return 'default' in module ? module.default : module;
}

async function roundTrip(keytar: Keytar, profile: string): Promise<boolean> {
  const account = `${profile}/probe`;
  const value = randomUUID();
  await keytar.setPassword(SERVICE, account, value);
  const kept = (await keytar.getPassword(SERVICE, account)) === value;
  return (await keytar.deletePassword(SERVICE, account)) && kept;
}

function keychainStore(keytar: Keytar, profile: string): SecretStore {
  const prefix = `${profile}/`;
  const call = <T>(work: Promise<T>): Promise<T> => within(CALL_TIMEOUT_MS, work);
  return {
    kind: 'keychain',
    get: (name) => call(keytar.getPassword(SERVICE, prefix + name)),
    set: (name, value) => call(keytar.setPassword(SERVICE, prefix + name, value)),
    async delete(name) {
      await call(keytar.deletePassword(SERVICE, prefix + name));
    },
    async list() {
      const found = await call(keytar.findCredentials(SERVICE));
      return found.flatMap(({ account }) => (account.startsWith(prefix) ? [account.slice(prefix.length)] : []));
    },
  };
}

async function within<T>(timeoutMs: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new AppError('UNAVAILABLE', 'The system’s keychain does not answer. Unlock it, then try again.'));
    }, timeoutMs);
  });
  try {
    return await Promise.race([work, late]);
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError('UNAVAILABLE', 'The system’s keychain refused. Unlock it, then try again.', { cause: error });
  } finally {
    clearTimeout(timer);
  }
}
