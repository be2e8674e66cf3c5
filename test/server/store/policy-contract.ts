import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import type { DeviceId, PersonId } from '../../../core/ids.ts';
import type { DeviceRecord, FactsRow, PersonRecord } from '../../../server/store/records.ts';
import type { Store } from '../../../server/store/store.ts';
import { goodFacts, policy } from '../support/facts.ts';

const NOW = Date.UTC(2026, 0, 5);

/** The tables around publishing a policy: a part of the store's contract. */
export function describePolicyTables(
  openWithPerson: () => Promise<{ readonly store: Store; readonly ada: PersonRecord }>,
  device: (personId: PersonId, changes?: Partial<DeviceRecord>) => DeviceRecord,
): void {
  it('reads facts page by page by id, each when it is asked for, with the team and the clocks', async () => {
    const { store, ada } = await openWithPerson();
    const laptops = Array.from({ length: 5 }, () => device(ada.id, { facts: goodFacts(), reportedAt: NOW }));
    const silent = device(ada.id);
    await store.write(async (tx) => {
      for (const laptop of [...laptops, silent]) await tx.devices.insert(laptop);
      await tx.people.setGroup(ada.id, 'Cards');
      for (const { id } of laptops) await tx.failing.set(id, { vpn: 7 });
    });
    const seen = new Map<string, unknown>();
    await store.read(async (tx) => {
      let after: DeviceId | null = null;
      for (;;) {
        const rows: readonly FactsRow[] = await tx.devices.factsAfter(after, 2);
        const last = rows.at(-1);
        if (last === undefined) return;
        for (const { id, group, failing, facts } of rows)
          seen.set(id, { group, failing, firewall: facts()?.firewall, os: facts()?.os });
        after = last.id;
      }
    });
    const { firewall, os } = goodFacts();
    const expected = new Map<string, unknown>(
      laptops.map(({ id }) => [id, { group: 'Cards', failing: { vpn: 7 }, firewall, os }]),
    );
    expected.set(silent.id, { group: 'Cards', failing: {}, firewall: undefined, os: undefined });
    expect(seen).toEqual(expected);
  });

  it('knows which versions may hold for somebody, and who was given one', async () => {
    const { store, ada } = await openWithPerson();
    const [laptop, next] = [device(ada.id), device(ada.id)];
    const rollout = (version: number) => ({
      version,
      stages: [5, 100].map((percent) => ({ percent, afterMinutes: 0 })),
      stage: 0,
      stageAt: NOW,
      state: 'running' as const,
      expected: [0, 2],
      accepted: 0,
      why: null,
    });
    await store.write(async (tx) => {
      await tx.devices.insert(laptop);
      for (const version of [1, 2, 3, 4])
        await tx.policies.insert({
          version,
          release: '{}',
          signature: `s${version}`,
          publishedAt: NOW,
          publishedBy: 'x',
          note: 'n',
        });
      for (const version of [3, 4]) await tx.rollouts.insert(rollout(version));
      await tx.rollouts.update(3, { state: 'superseded' });
      await tx.rollouts.give(4, laptop, false);
      await tx.rollouts.give(4, laptop, true);
    });
    const reaching = () => store.read((tx) => tx.policies.reaching());
    expect(await reaching()).toEqual([
      { version: 4, signature: 's4', rollout: { state: 'running', reach: 5 } },
      { version: 3, signature: 's3', rollout: { state: 'superseded', reach: 5 } },
      { version: 2, signature: 's2', rollout: null },
    ]);
    await store.read(async (tx) => {
      expect(await tx.rollouts.newest()).toEqual(rollout(4));
      expect(await tx.rollouts.count(4)).toEqual({ has: 1, blocked: 1 });
      expect([await tx.rollouts.given(4, laptop.id), await tx.rollouts.given(3, laptop.id)]).toEqual([
        { blocked: true },
        null,
      ]);
    });
    await store.write(async (tx) => {
      await tx.devices.remove(laptop.id);
      await tx.devices.insert(next);
      await tx.rollouts.inherit(next);
      await tx.rollouts.update(4, { state: 'complete', stage: 1 });
    });
    expect(await store.read((tx) => tx.rollouts.given(4, next.id))).toEqual({ blocked: false });
    expect(await store.read((tx) => tx.rollouts.count(4))).toEqual({ has: 1, blocked: 0 });
    expect(await reaching()).toEqual([{ version: 4, signature: 's4', rollout: null }]);
  });

  it('keeps drafts, alerts and break-glass codes', async () => {
    const { store, ada } = await openWithPerson();
    const laptop = device(ada.id);
    const draft = {
      id: randomUUID(),
      authorId: ada.id,
      authorEmail: ada.email,
      authorName: ada.name,
      basedOn: 1,
      note: 'n',
      document: policy(),
      stages: null,
      revision: 1,
      savedAt: NOW,
    };
    const alert = {
      kind: 'rollout-halted',
      subject: 'version 2',
      details: { has: 1 },
      at: NOW,
      state: 'open',
    } as const;
    const code = {
      deviceId: laptop.id,
      codeHash: 'h',
      reason: 'r',
      issuedBy: ada.id,
      issuedByName: ada.name,
      issuedAt: NOW,
      expiresAt: NOW + 1,
      tries: 0,
    };
    const id = randomUUID();
    await store.write(async (tx) => {
      await tx.devices.insert(laptop);
      await tx.drafts.put(draft);
      await tx.drafts.put({ ...draft, revision: 2 });
      await tx.alerts.insert({ ...alert, id });
      await tx.breakGlass.put(code);
      await tx.breakGlass.countTry(laptop.id);
    });
    await store.read(async (tx) => {
      expect(await tx.drafts.all()).toEqual([{ ...draft, revision: 2 }]);
      expect(await tx.alerts.newest(10)).toEqual([{ ...alert, id }]);
      expect(await tx.alerts.isOpen('rollout-halted', 'version 2')).toBe(true);
      expect(await tx.alerts.isOpen('rollout-halted', 'version 3')).toBe(false);
      expect(await tx.breakGlass.of(laptop.id)).toEqual({ ...code, tries: 1 });
    });
    const closed = await store.write(async (tx) => {
      await tx.devices.remove(laptop.id);
      return [await tx.alerts.close(id), await tx.alerts.close(id), await tx.drafts.remove(draft.id)];
    });
    expect(closed).toEqual([true, false, true]);
    expect(await store.read((tx) => tx.breakGlass.of(laptop.id))).toBeNull();
  });
}
