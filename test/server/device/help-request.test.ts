import { vpnDownFinding } from '../../core/sample-finding.ts';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../core/verdict/schema.ts';
import type { HelpRequestView } from '../../../core/wire/console.ts';
import { codeOf } from '../support/routes.ts';
import { createWorld, type Visitor, type World } from '../support/world.ts';

const evidence: Finding = { ...vpnDownFinding, ageMs: 1200 };
const asked = { check: 'vpn', message: 'I restarted it twice', evidence } as const;
const pack = (text: string) => gzipSync(text).toString('base64url');
const bundle = JSON.stringify({ format: 'offhook-bundle/1', commands: [] });

async function list(visitor: Visitor): Promise<HelpRequestView[]> {
  const response = await visitor.get('/api/help-requests');
  expect(response.statusCode, response.body).toBe(200);
  return response.json<{ requests: HelpRequestView[] }>().requests;
}

async function withRequest(world: World, packed: string | null = null) {
  const device = await world.enrol();
  expect((await device.askHelp({ ...asked, bundle: packed })).statusCode).toBe(204);
  const supervisor = await world.signIn('supervisor');
  const [request] = await list(supervisor);
  if (request === undefined) throw new Error('no request came in');
  return { device, supervisor, request };
}

describe('“I can’t fix this”', () => {
  it('shows a supervisor who asks, about what, and the evidence that the agent saw', async () => {
    const world = await createWorld();
    const { device, request } = await withRequest(world);
    expect(request).toMatchObject({
      agent: 'Ada Lindqvist',
      deviceId: device.id,
      platform: 'linux',
      ...asked,
      hasReport: false,
      state: 'open',
    });
    expect(await world.audit()).toContain('help.asked');
  });

  it('is refused unless this very laptop signed each part of it', async () => {
    const world = await createWorld();
    const device = await world.enrol();
    for (const change of [
      { message: 'Something else' },
      { check: 'firewall', evidence: { ...evidence, check: 'firewall' } },
      { evidence: { ...evidence, status: 'pass' } },
      { bundle: pack(bundle) },
    ] as const)
      expect(codeOf(await device.askHelp(asked, change))).toBe('BAD_SIGNATURE');
    expect(await list(await world.signIn('it'))).toEqual([]);
  });

  it('counts once: a request that is sent again is refused', async () => {
    const world = await createWorld();
    const device = await world.enrol();
    const nonce = await device.challenge();
    expect((await device.askHelp({ ...asked, nonce } as never)).statusCode).toBe(204);
    expect(codeOf(await device.askHelp({ ...asked, nonce } as never))).toBe('NONCE_SPENT');
  });

  it('takes the place of what was asked before about the same thing', async () => {
    const world = await createWorld();
    const { device, supervisor } = await withRequest(world);
    await device.askHelp({ ...asked, message: 'Still not' });
    await device.askHelp({ ...asked, check: 'firewall', evidence: { ...evidence, check: 'firewall' } });
    const open = (await list(supervisor)).map(({ check, message }) => `${check}: ${message}`);
    expect(open.toSorted()).toEqual(['firewall: I restarted it twice', 'vpn: Still not']);
  });

  it('can be closed once, by who sees the floor, and says so in the audit log', async () => {
    const world = await createWorld();
    const { supervisor, request } = await withRequest(world);
    const close = () => supervisor.send('POST', `/api/help-requests/${request.id}/close`, {});
    expect((await close()).statusCode).toBe(204);
    expect(codeOf(await close())).toBe('NOT_FOUND');
    expect((await list(supervisor))[0]?.state).toBe('closed');
    expect(await world.audit()).toContain('help.closed');
  });

  it('is gone with its laptop', async () => {
    const world = await createWorld();
    const { device, supervisor } = await withRequest(world);
    await (await world.signIn('it')).send('DELETE', `/api/devices/${device.id}`);
    expect(await list(supervisor)).toEqual([]);
  });
});

describe('the report that comes with it', () => {
  it('is given to IT as the file that the agent read, and each look is in the audit log', async () => {
    const world = await createWorld();
    const { request } = await withRequest(world, pack(bundle));
    expect(request.hasReport).toBe(true);
    const response = await (await world.signIn('it')).get(`/api/help-requests/${request.id}/report`);
    expect(response.body).toBe(bundle);
    expect(response.headers['content-disposition']).toContain('attachment');
    expect(await world.audit()).toContain('help.report-read');
  });

  it('is for IT alone, and forgotten when the request is closed', async () => {
    const world = await createWorld();
    const { supervisor, request } = await withRequest(world, pack(bundle));
    const path = `/api/help-requests/${request.id}/report`;
    expect(codeOf(await supervisor.get(path))).toBe('NOT_ALLOWED');
    await supervisor.send('POST', `/api/help-requests/${request.id}/close`, {});
    expect(codeOf(await (await world.signIn('it')).get(path))).toBe('NOT_FOUND');
  });

  it('must be a report: other text, other bytes and what would fill the memory are refused', async () => {
    const world = await createWorld();
    const device = await world.enrol();
    const bomb = pack(`{"format":"offhook-bundle/1","x":"${'0'.repeat(20_000_000)}"}`);
    for (const packed of [pack('hello'), pack('{"format":"other"}'), 'AAAA', bomb])
      expect(codeOf(await device.askHelp({ ...asked, bundle: packed }))).toBe('INVALID_INPUT');
  });

  it('may be as large as the protocol says, and no larger', async () => {
    const world = await createWorld();
    const device = await world.enrol();
    expect((await device.askHelp({ ...asked, bundle: 'A'.repeat(409_600) })).statusCode).toBe(400);
    expect((await device.askHelp({ ...asked, bundle: 'A'.repeat(500_000) })).statusCode).toBe(413);
  });
});
