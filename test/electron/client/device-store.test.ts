import { describe, expect, it } from 'vitest';
import { createDeviceKey } from '../../../electron/client/device-key.ts';
import { createDeviceStore, type Identity } from '../../../electron/client/device-store.ts';
import { createMemoryStore } from '../../../electron/secrets/memory-store.ts';
import type { SecretStore } from '../../../electron/secrets/secret-store.ts';
import { DEVICE_ID, ORGANISATION_ID } from './fake-server.ts';

const OTHER = '00000000-4a5b-4c6d-8e7f-9a0b1c2d3e4f';
const ENGINE = { state: 'missing', reason: 'not-installed' } as const;

function identity(): Identity {
  return {
    key: createDeviceKey(),
    record: {
      version: 1,
      server: 'https://offhook.test',
      deviceId: DEVICE_ID,
      organisation: { id: ORGANISATION_ID, name: 'Brightline', policyKey: 'cGs', leaseKey: 'bGs' },
      agent: { name: 'Ana', extension: '201' },
    },
  };
}

/** A keychain whose writes take until they are let through. */
function slowStore(): { readonly secrets: SecretStore; readonly letThrough: () => void } {
  const memory = createMemoryStore();
  const waiting: (() => void)[] = [];
  return {
    secrets: {
      ...memory,
      async set(name, value) {
        await new Promise<void>((resolve) => void waiting.push(resolve));
        await memory.set(name, value);
      },
    },
    letThrough() {
      for (const go of waiting.splice(0)) go();
    },
  };
}

describe('what the device keeps', () => {
  it('counts policy versions for each organisation apart', async () => {
    const store = createDeviceStore(createMemoryStore());
    await store.sawPolicyVersion(OTHER, 9);
    await store.sawPolicyVersion(ORGANISATION_ID, 2);
    await store.sawPolicyVersion(ORGANISATION_ID, 1);

    expect(await store.highestPolicyVersion(ORGANISATION_ID)).toBe(2);
    expect(await store.highestPolicyVersion(OTHER)).toBe(9);
  });

  it('remembers them after a new start', async () => {
    const secrets = createMemoryStore();
    await createDeviceStore(secrets).sawPolicyVersion(ORGANISATION_ID, 7);
    expect(await createDeviceStore(secrets).highestPolicyVersion(ORGANISATION_ID)).toBe(7);
  });

  it('lets nothing that was under way land after everything was erased', async () => {
    const { secrets, letThrough } = slowStore();
    const store = createDeviceStore(secrets);
    const written = Promise.allSettled([store.savePhoneEngine(ENGINE), store.sawPolicyVersion(ORGANISATION_ID, 3)]);
    const erasing = store.erase();
    await new Promise((resolve) => setImmediate(resolve));
    letThrough();
    await written;

    expect(await erasing).toContain('erased.phone-engine');
    expect(await secrets.list()).toEqual([]);
  });

  it('refuses to write once it was erased', async () => {
    const secrets = createMemoryStore();
    const store = createDeviceStore(secrets);
    await store.erase();
    await expect(store.savePhoneEngine(ENGINE)).rejects.toMatchObject({ code: 'NOT_ENROLLED' });
    await expect(store.sawPolicyVersion(ORGANISATION_ID, 3)).rejects.toMatchObject({ code: 'NOT_ENROLLED' });
    await expect(store.nextCounter()).rejects.toMatchObject({ code: 'NOT_ENROLLED' });

    expect(await secrets.list()).toEqual([]);
  });

  it('goes on when erasing failed, and names only what is gone for certain', async () => {
    const memory = createMemoryStore();
    const stuck = `policy-version/${ORGANISATION_ID}`;
    const refusing = {
      ...memory,
      delete: (name: string) => (name === stuck ? Promise.resolve() : memory.delete(name)),
    };
    const store = createDeviceStore(refusing);
    await store.sawPolicyVersion(ORGANISATION_ID, 3);
    await store.nextCounter();
    expect(await store.erase()).not.toContain('erased.counters');

    const broken = createDeviceStore({ ...memory, delete: () => Promise.reject(new Error('locked')) });
    await expect(broken.erase()).rejects.toThrow('locked');
    await expect(broken.savePhoneEngine(ENGINE)).resolves.toBeUndefined();
  });

  it.each(['not json', '{"state":"ready"}', ''])('drops a damaged address of the phone engine: %s', async (text) => {
    const secrets = createMemoryStore();
    await secrets.set('phone-engine', text);
    expect(await createDeviceStore(secrets).phoneEngine()).toBeNull();
  });

  it('drops a damaged policy version', async () => {
    const secrets = createMemoryStore();
    await secrets.set(`policy-version/${ORGANISATION_ID}`, 'x');
    expect(await createDeviceStore(secrets).highestPolicyVersion(ORGANISATION_ID)).toBe(0);
  });

  it.each(['enrolment', 'device-key', 'counter'])(
    'is not enrolled with a damaged %s, and can be enrolled again',
    async (entry) => {
      const secrets = createMemoryStore();
      const first = createDeviceStore(secrets);
      await first.save(identity());
      await first.nextCounter();
      await secrets.set(entry, '{"damaged":');
      const store = createDeviceStore(secrets);
      expect(await store.load()).toBeNull();
      const again = identity();
      await store.save(again);

      expect((await createDeviceStore(secrets).load())?.key.publicKey).toBe(again.key.publicKey);
      expect(await store.nextCounter()).toBe(1);
    },
  );
});
