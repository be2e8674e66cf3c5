import { describe, expect, it } from 'vitest';
import type { PolicyDocument } from '../../../core/policy/schema.ts';
import type { PolicyDraft } from '../../../core/wire/policy-acts.ts';
import { policy, vpnDown } from '../support/facts.ts';
import { codeOf } from '../support/routes.ts';
import { createWorld, type Visitor } from '../support/world.ts';

const TWO = { twoPeople: true, haltPercent: 2 };
const draftOf = (document: PolicyDocument, basedOn = 1) => ({ basedOn, note: 'VPN only warns', document });
const looser = policy({ checks: { vpn: { level: 'warn' } }, publishing: TWO });

async function save(visitor: Visitor, payload: object, id = ''): Promise<PolicyDraft> {
  const response = await visitor.send('POST', `/api/policy/drafts${id === '' ? '' : `/${id}`}`, payload);
  if (response.statusCode >= 300) throw new Error(`draft: ${response.body}`);
  return response.json<PolicyDraft>();
}

const approve = (visitor: Visitor, { id, revision }: { readonly id: string; readonly revision: number }) =>
  visitor.send('POST', `/api/policy/drafts/${id}/approve`, { revision });

describe('a policy that asks for two people', () => {
  const strictWorld = () => createWorld({ document: policy({ publishing: TWO }) });

  it('is published by somebody else than who wrote the change, and by nobody else', async () => {
    const world = await strictWorld();
    const device = await world.enrol();
    expect((await device.report(vpnDown())).verdict.state).toBe('blocked');
    const [ines, nina] = [await world.signInAs('it@demo.example'), await world.signInAs('it2@demo.example')];
    expect(codeOf(await ines.send('POST', '/api/policy', draftOf(looser)))).toBe('NOT_ALLOWED');
    const draft = await save(ines, draftOf(looser));
    expect(draft).toMatchObject({ author: 'Ines Ortega', revision: 1, may: { save: true, approve: false } });
    expect(codeOf(await approve(ines, draft))).toBe('NOT_ALLOWED');
    expect((await nina.get(`/api/policy/drafts/${draft.id}`)).json()).toMatchObject({
      may: { save: false, approve: true },
    });
    const approved = await approve(nina, draft);
    expect([approved.statusCode, approved.json()]).toEqual([201, { version: 2 }]);
    expect((await device.report(vpnDown())).verdict).toMatchObject({ state: 'compliant', policyVersion: 2 });
    expect((await nina.get('/api/policy/drafts')).json()).toEqual({ twoPeople: true, drafts: [] });
    expect(await world.audit()).toEqual(expect.arrayContaining(['draft.saved', 'draft.approved', 'policy.published']));
    const [published] = await world.store
      .read((tx) => tx.audit.page(null, 100))
      .then((events) => events.filter(({ action }) => action === 'policy.published'));
    expect(published).toMatchObject({ actor: 'it2@demo.example', details: { author: 'it@demo.example' } });
  });

  it('goes by the rule in force: a draft that lifts it needs two people all the same', async () => {
    const world = await strictWorld();
    const ines = await world.signInAs('it@demo.example');
    const alone = policy({ publishing: { twoPeople: false } });
    expect(codeOf(await ines.send('POST', '/api/policy', draftOf(alone)))).toBe('NOT_ALLOWED');
    expect(codeOf(await approve(ines, await save(ines, draftOf(alone))))).toBe('NOT_ALLOWED');
  });

  it('is not fooled by a draft that its author changed after it was read', async () => {
    const world = await strictWorld();
    const [ines, nina] = [await world.signInAs('it@demo.example'), await world.signInAs('it2@demo.example')];
    const read = await save(ines, draftOf(policy({ publishing: TWO })));
    await save(ines, draftOf(looser), read.id);
    expect(codeOf(await approve(nina, read))).toBe('CONFLICT');
    expect(codeOf(await nina.send('POST', `/api/policy/drafts/${read.id}`, draftOf(looser)))).toBe('NOT_ALLOWED');
    expect((await nina.get('/api/policy')).json()).toMatchObject({ version: 1 });
  });

  it('lets one person alone take back the last publication, and nothing older', async () => {
    const world = await strictWorld();
    const [ines, nina] = [await world.signInAs('it@demo.example'), await world.signInAs('it2@demo.example')];
    await approve(nina, await save(ines, draftOf(looser)));
    await approve(nina, await save(ines, draftOf(policy({ name: 'Third', publishing: TWO }), 2)));
    const restore = (version: number) =>
      ines.send('POST', `/api/policy/versions/${version}/restore`, { basedOn: 3, note: 'Back' });
    expect(codeOf(await restore(1))).toBe('NOT_ALLOWED');
    expect((await restore(2)).json()).toEqual({ version: 4 });
  });
});

describe('a draft where one person is enough', () => {
  it('may be published by its author, or thrown away', async () => {
    const world = await createWorld();
    const ines = await world.signInAs('it@demo.example');
    const warns = policy({ checks: { vpn: { level: 'warn' } } });
    const [first, second] = [await save(ines, draftOf(warns)), await save(ines, draftOf(policy()))];
    expect(first.may.approve).toBe(true);
    expect((await approve(ines, first)).statusCode).toBe(201);
    // It was written against a version that is not the newest any more.
    expect(codeOf(await approve(ines, second))).toBe('CONFLICT');
    expect((await ines.send('DELETE', `/api/policy/drafts/${second.id}`)).statusCode).toBe(204);
    expect(codeOf(await ines.get(`/api/policy/drafts/${second.id}`))).toBe('NOT_FOUND');
    expect(await world.audit()).toContain('draft.discarded');
  });

  it('is refused when two of its audiences would decide the same', async () => {
    const world = await createWorld();
    const tied = ['A', 'B'].map((name) => ({ name, groups: ['Cards'], checks: { vpn: { level: 'warn' } } }));
    const response = await world.publish(policy({ audiences: tied }));
    expect([codeOf(response), response.body]).toEqual(['INVALID_INPUT', expect.stringContaining('audiences.1')]);
  });
});
