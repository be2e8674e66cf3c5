import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { OrganisationId } from '../../../core/ids.ts';
import { verifyChain } from '../../../server/audit/chain.ts';
import type { Store } from '../../../server/store/store.ts';
import { goodFacts } from '../support/facts.ts';
import { device, event, finding, NOW, person } from './sample-records.ts';
import { describePolicyTables } from './policy-contract.ts';

/** What every engine must do. `open` gives an empty store; `reopen` the same data again, as after a restart. */
export function describeStoreContract(
  name: string,
  open: () => Promise<{ readonly store: Store; readonly reopen: () => Promise<Store> }>,
): void {
  describe(`store contract: ${name}`, () => {
    const openWithPerson = async () => {
      const { store, reopen } = await open();
      const ada = person();
      await store.write((tx) => tx.people.insert(ada));
      return { store, reopen, ada };
    };

    it('keeps one open call for help for each check of a laptop, and forgets its bundle when it is closed', async () => {
      const { store, ada } = await openWithPerson();
      const laptop = device(ada.id);
      const call = (message: string, askedAt: number) => ({
        id: randomUUID(),
        deviceId: laptop.id,
        check: 'vpn' as const,
        message,
        evidence: finding,
        askedAt,
        state: 'open' as const,
      });
      const [first, second] = [call('one', NOW), call('two', NOW + 1)];
      await store.write(async (tx) => {
        await tx.devices.insert(laptop);
        await tx.helpRequests.put(first, null);
        await tx.helpRequests.put(second, 'H4sI');
      });
      expect(await store.read((tx) => tx.helpRequests.newest(10))).toEqual([{ ...second, hasBundle: true }]);
      expect(await store.read((tx) => tx.helpRequests.openOf(laptop.id))).toBe(1);
      expect(await store.read((tx) => tx.helpRequests.bundleOf(second.id))).toBe('H4sI');
      const close = () => store.write((tx) => tx.helpRequests.close(second.id));
      expect([await close(), await close()]).toEqual([true, false]);
      expect(await store.read((tx) => tx.helpRequests.byId(second.id))).toMatchObject({
        state: 'closed',
        hasBundle: false,
      });
      await store.write((tx) => tx.helpRequests.put(call('three', NOW + 2), null));
      expect(await store.read((tx) => tx.helpRequests.newest(10))).toHaveLength(2);
      await store.write((tx) => tx.devices.remove(laptop.id));
      expect(await store.read((tx) => tx.helpRequests.newest(10))).toEqual([]);
    });

    it('gives back what was put in, also after it was closed and opened again', async () => {
      const { store, reopen, ada } = await openWithPerson();
      const laptop = device(ada.id, {
        facts: goodFacts(),
        onShift: true,
        phone: { gate: 'open', registered: true, inCall: false },
      });
      const organisation = { id: randomUUID() as OrganisationId, name: 'O', policyKey: 'p', leaseKey: 'l' };
      await store.write(async (tx) => {
        await tx.createOrganisation(organisation);
        await tx.devices.insert(laptop);
        await tx.sessions.insert({ tokenHash: 't', personId: ada.id, createdAt: 1, lastSeenAt: 2 });
        await tx.failing.set(laptop.id, { vpn: 5 });
        await tx.lines.set({
          extension: '1',
          issuedThrough: 2,
          revokedThrough: 1,
          holder: laptop.id,
          revokeAt: null,
          endCallsAt: 9,
        });
      });
      await store.close();
      const again = await reopen();
      await again.read(async (tx) => {
        expect(await tx.organisation()).toEqual(organisation);
        expect(await tx.people.byEmail(ada.email)).toEqual(ada);
        expect(await tx.devices.byId(laptop.id)).toEqual(laptop);
        expect(await tx.sessions.byHash('t')).toEqual({
          tokenHash: 't',
          personId: ada.id,
          createdAt: 1,
          lastSeenAt: 2,
        });
        expect(await tx.failing.of(laptop.id)).toEqual({ vpn: 5 });
        expect(await tx.lines.of('1')).toMatchObject({ issuedThrough: 2, holder: laptop.id, endCallsAt: 9 });
        expect(await tx.lines.of('2')).toMatchObject({ issuedThrough: 0, revokedThrough: 0, holder: null });
      });
    });

    it('undoes all of a transaction that throws', async () => {
      const { store } = await open();
      const ada = person();
      const failed = store.write(async (tx) => {
        await tx.people.insert(ada);
        await tx.audit.append(event('a'));
        throw new Error('no');
      });
      await expect(failed).rejects.toThrow('no');
      expect(await store.read((tx) => tx.people.all())).toEqual([]);
      expect(await store.read((tx) => tx.audit.page(null, 10))).toEqual([]);
    });

    it('lets a hundred transactions at once see one another as if one after the other', async () => {
      const { store, ada } = await openWithPerson();
      const laptop = device(ada.id);
      await store.write((tx) => tx.devices.insert(laptop));
      const bump = () =>
        store.write(async (tx) => {
          const { counter = 0 } = (await tx.devices.byId(laptop.id)) ?? {};
          await Promise.resolve();
          await tx.devices.update(laptop.id, { counter: counter + 1 });
        });
      await Promise.all(Array.from({ length: 100 }, bump));
      expect((await store.read((tx) => tx.devices.byId(laptop.id)))?.counter).toBe(100);
    });

    it('throws where it would wait for itself', async () => {
      const { store } = await open();
      await expect(store.write(() => store.read(() => Promise.resolve()))).rejects.toThrow(
        'inside its own transaction',
      );
      expect(await store.read(() => Promise.resolve('fine'))).toBe('fine');
    });

    it('gives an enrolment code to exactly one of a hundred who claim it at once, and never after its end', async () => {
      const { store, ada } = await openWithPerson();
      await store.write((tx) => tx.codes.insert({ codeHash: 'c', personId: ada.id, expiresAt: NOW }));
      await store.write((tx) => tx.codes.insert({ codeHash: 'late', personId: ada.id, expiresAt: NOW }));
      const claims = await Promise.all(
        Array.from({ length: 100 }, () => store.write((tx) => tx.codes.claim('c', NOW - 1))),
      );
      expect(claims.filter((claim) => claim === ada.id)).toHaveLength(1);
      expect(await store.write((tx) => tx.codes.claim('late', NOW))).toBeNull();
    });

    it('chains audit events, pages them newest first, and never lets one be lost in between', async () => {
      const { store, reopen } = await open();
      await Promise.all(
        Array.from({ length: 50 }, (_, index) => store.write((tx) => tx.audit.append(event(`e${index}`)))),
      );
      await store.close();
      const again = await reopen();
      const page = await again.read((tx) => tx.audit.page(31, 10));
      expect(page.map(({ sequence }) => sequence)).toEqual([30, 29, 28, 27, 26, 25, 24, 23, 22, 21]);
      expect(await verifyChain((from) => again.read((tx) => tx.audit.from(from, 7)))).toMatchObject({
        intact: true,
        events: 50,
      });
    });

    it('refuses a second device with one key and a second policy with one version', async () => {
      const { store, ada } = await openWithPerson();
      const published = { version: 1, release: '{}', signature: 's', publishedAt: NOW, publishedBy: 'x', note: 'n' };
      await store.write(async (tx) => {
        await tx.devices.insert(device(ada.id, { publicKey: 'same' }));
        await tx.policies.insert(published);
      });
      const conflict = { code: 'CONFLICT' };
      await expect(store.write((tx) => tx.devices.insert(device(ada.id, { publicKey: 'same' })))).rejects.toMatchObject(
        conflict,
      );
      await expect(store.write((tx) => tx.policies.insert(published))).rejects.toMatchObject(conflict);
      expect(await store.read((tx) => tx.policies.newestSignature())).toBe('s');
    });

    it('forgets with a device all that is only about it, but not since when its agent’s checks fail', async () => {
      const { store, ada } = await openWithPerson();
      const laptop = device(ada.id);
      await store.write(async (tx) => {
        await tx.devices.insert(laptop);
        await tx.failing.set(laptop.id, { vpn: 1 });
        await tx.lines.set({
          extension: '7',
          issuedThrough: 5,
          revokedThrough: 0,
          holder: laptop.id,
          revokeAt: null,
          endCallsAt: null,
        });
        await tx.blockedSites.add({ deviceId: laptop.id, day: '2026-01-05', category: 'social', host: null, count: 2 });
        await tx.devices.remove(laptop.id);
      });
      await store.read(async (tx) => {
        expect(await tx.lines.of('7')).toMatchObject({ issuedThrough: 5, holder: null });
        expect(await tx.failing.of(laptop.id)).toEqual({});
        expect(await tx.blockedSites.since('2026-01-01')).toEqual([]);
      });
    });

    it('keeps what a removed device left behind by person and system, the older clock of each check, once', async () => {
      const { store, ada } = await openWithPerson();
      await store.write(async (tx) => {
        await tx.failing.leave(ada.id, 'linux', { vpn: 5, firewall: 9 }, NOW);
        await tx.failing.leave(ada.id, 'linux', { vpn: 7, firewall: 8 }, NOW + 1);
        await tx.failing.leave(ada.id, 'macos', { vpn: 1 }, NOW);
      });
      const take = (platform: 'linux' | 'macos', after: number) =>
        store.write((tx) => tx.failing.takeLeft(ada.id, platform, after));
      expect(await take('linux', NOW)).toEqual({ vpn: 5, firewall: 8 });
      expect(await take('linux', 0)).toEqual({});
      expect(await take('macos', NOW)).toEqual({});
      expect(await take('macos', 0)).toEqual({});
    });

    describePolicyTables(openWithPerson, device);

    it('adds up blocked sites by day, and closes an access request once', async () => {
      const { store, ada } = await openWithPerson();
      const laptop = device(ada.id);
      const id = randomUUID();
      await store.write(async (tx) => {
        await tx.devices.insert(laptop);
        const site = { deviceId: laptop.id, day: '2026-01-05', category: 'social', host: 'a.example', count: 2 };
        await tx.blockedSites.add(site);
        await tx.blockedSites.add({ ...site, count: 3 });
        await tx.accessRequests.insert({
          id,
          personId: ada.id,
          host: 'a.example',
          reason: 'r',
          askedAt: NOW,
          state: 'open',
        });
      });
      expect((await store.read((tx) => tx.blockedSites.since('2026-01-05')))[0]).toMatchObject({
        host: 'a.example',
        count: 5,
      });
      expect(await store.write((tx) => tx.accessRequests.close(id))).toBe(true);
      expect(await store.write((tx) => tx.accessRequests.close(id))).toBe(false);
      expect(await store.read((tx) => tx.accessRequests.openOf(ada.id))).toEqual([]);
    });
  });
}
