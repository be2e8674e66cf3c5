import type { SecretStore } from './secret-store.ts';

export function createMemoryStore(): SecretStore {
  const entries = new Map<string, string>();
  return {
    kind: 'memory',
    get: (name) => Promise.resolve(entries.get(name) ?? null),
    set: (name, value) => {
      entries.set(name, value);
      return Promise.resolve();
    },
    delete: (name) => {
      entries.delete(name);
      return Promise.resolve();
    },
    list: () => Promise.resolve([...entries.keys()]),
  };
}
