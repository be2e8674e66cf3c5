import { openKeychainStore } from './keychain-store.ts';
import { createMemoryStore } from './memory-store.ts';
import type { SecretStore } from './secret-store.ts';

/** The keychain, or memory when there is none. Never a file: what can't be kept safely is not kept. */
export async function openSecretStore(profile: string): Promise<SecretStore> {
  return (await openKeychainStore(profile)) ?? createMemoryStore();
}
