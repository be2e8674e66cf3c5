import { vpnDownFinding } from '../../core/sample-finding.ts';
import {
  breakGlassSchema,
  breakGlassSigningText,
  helpRequestSchema,
  helpSigningText,
} from '../../../core/wire/device.ts';
import { describe, expect, it } from 'vitest';
import { createMemoryStore } from '../../../electron/secrets/memory-store.ts';
import { privacyViewSchema, type PrivacyView } from '../../../core/ipc/client-view.ts';
import { formatEnrolmentLink } from '../../../core/wire/enrolment-link.ts';
import { allAt, goodFacts, withValue } from '../../core/sample-facts.ts';
import { clientUnderTest, type ClientUnderTest } from './client-under-test.ts';
import { settle } from './fake-clock.ts';
import { ed25519 } from './fake-server.ts';

const noVpn = withValue('vpn', { connected: false, interfaces: [] });

function lastSent({ client }: ClientUnderTest, kind: PrivacyView['lastSent'][number]['kind']) {
  return client.privacy().lastSent.find((sent) => sent.kind === kind);
}

const HELP = {
  check: 'vpn',
  message: 'I restarted it',
  evidence: { ...vpnDownFinding, ageMs: 10 },
  bundle: 'H4sI',
} as const;
const WAIVER = {
  id: '5b8f0c55-8a53-4f5e-9d0b-3a3a8d8f6b01',
  check: 'diskEncryption',
  leftMs: 60_000,
  lengthMs: 3_600_000,
  reason: 'A new disk comes',
  approvedBy: 'Nina Berg',
} as const;

describe('the client, on and off shift', () => {
  it('off shift runs nothing, sends nothing and has no timer', async () => {
    const t = clientUnderTest(allAt('block'));
    await t.join();
    const enrolled = t.server.requests.length;
    await t.clock.advance(600_000);
    expect([t.server.requests.length, t.engine.running, t.clock.pending]).toEqual([enrolled, false, 0]);

    await t.client.setShift(true);
    t.measure(goodFacts);
    await t.clock.advance(1_000);
    await t.client.setShift(false);
    const sent = t.server.requests.length;
    await t.clock.advance(600_000);

    expect([t.server.requests.length, t.engine.running, t.clock.pending, t.sockets.open]).toEqual([sent, false, 0, 0]);
    expect(t.heartbeats.at(-1)).toMatchObject({ endOfShift: true, phone: { gate: 'closed' } });
    expect(t.client.view()).toMatchObject({ server: 'off', verdict: null, gate: { reason: 'off-shift' } });
  });

  it('says each change of the phone at once, and every 10 s that it is there', async () => {
    const t = clientUnderTest(allAt('block'));
    await t.begin();
    t.heartbeats.length = 0;
    t.client.reportPhone({ registered: true, inCall: false });
    expect(t.heartbeats.at(-1)?.phone).toEqual({ gate: 'open', registered: true, inCall: false });
    const before = t.heartbeats.length;
    await t.clock.advance(20_000);

    expect(t.heartbeats).toHaveLength(before + 2);
  });

  it('tells of refused sites only as far as policy says, and once', async () => {
    const document = allAt('warn');
    const t = clientUnderTest({ ...document, privacy: { reportBlockedSites: 'domain' } });
    await t.begin();
    t.hits.add({
      action: 'block',
      host: 'my.files.test',
      rule: 'files.test',
      category: 'file-sharing',
      why: '',
      list: 'policy',
    });
    t.heartbeats.length = 0;
    await t.clock.advance(20_000);

    expect(t.heartbeats.map((beat) => beat.blockedSites)).toEqual([
      [{ category: 'file-sharing', host: 'files.test', count: 1 }],
      [],
    ]);
    await t.clock.advance(10_000);
    expect(lastSent(t, 'heartbeat')?.body).not.toContain('files.test');
  });

  it('keeps the exact text that it last sent', async () => {
    const t = clientUnderTest(allAt('block'));
    await t.begin();

    const sent = lastSent(t, 'report');
    expect(sent?.to).toBe('https://offhook.test/api/device/report');
    expect(JSON.parse(JSON.parse(sent?.body ?? '{}').report)).toEqual(t.server.reports.at(-1));
  });

  it('keeps the exact text of the last heartbeat too, beside the report and not in its place', async () => {
    const t = clientUnderTest(allAt('block'));
    await t.begin();
    t.client.reportPhone({ registered: true, inCall: false });
    await t.clock.advance(10_000);

    expect(lastSent(t, 'heartbeat')).toMatchObject({
      to: 'https://offhook.test/api/device/socket',
      body: JSON.stringify(t.heartbeats.at(-1)),
    });
    expect(t.client.privacy().lastSent.map(({ kind }) => kind)).toEqual(['report', 'heartbeat']);
    expect(privacyViewSchema.parse(t.client.privacy())).toEqual(t.client.privacy());
  });

  it('gives an open phone’s credential to a page that begins to listen late, and to no page of a closed one', async () => {
    const t = clientUnderTest(allAt('block'));
    await t.begin();
    t.client.pageReady();
    expect(t.orders.map((order) => order.event)).toEqual(['phone:opened', 'phone:opened']);
    t.measure(noVpn);
    t.orders.length = 0;
    t.client.pageReady();

    expect(t.orders).toEqual([]);
  });

  it('refuses a server whose policy key is not the one that the link names, and keeps nothing', async () => {
    const t = clientUnderTest(allAt('block'));
    t.server.policyKey = ed25519();
    await expect(t.client.join(formatEnrolmentLink(t.server.link))).rejects.toMatchObject({ code: 'BAD_SIGNATURE' });

    expect(await t.secrets.list()).toEqual([]);
    expect(t.client.view().enrolment.state).toBe('none');
  });

  it('refuses to join a server without encryption that is not this computer', async () => {
    const t = clientUnderTest(allAt('block'));
    const link = formatEnrolmentLink({ ...t.server.link, server: 'http://offhook.test' });
    await expect(t.client.join(link)).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    expect(t.server.requests).toEqual([]);
  });

  it('joins with an offered link only when the agent says so', async () => {
    const t = clientUnderTest(allAt('block'));
    await expect(t.client.join(null)).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    t.client.offer(formatEnrolmentLink(t.server.link));
    expect(t.client.view().enrolment).toEqual({ state: 'none', offered: { server: 'https://offhook.test' } });
    expect(t.server.requests).toEqual([]);
    await t.client.join(null);

    expect(t.client.view().enrolment).toMatchObject({ state: 'enrolled', agent: 'Ana', extension: '201' });
    await expect(t.client.join(formatEnrolmentLink(t.server.link))).rejects.toMatchObject({ code: 'CONFLICT' });
  });

  it('leaves nothing behind when the agent leaves', async () => {
    const t = clientUnderTest(allAt('block'));
    await t.begin();
    const erased = await t.client.leave();

    expect(erased).toEqual(['erased.device-key', 'erased.enrolment', 'erased.counters', 'erased.phone-engine']);
    expect(await t.secrets.list()).toEqual([]);
    expect(t.client.privacy().lastSent).toEqual([]);
    expect(t.client.view()).toMatchObject({ enrolment: { state: 'none' }, onShift: false, policy: null });
    expect(t.clock.pending).toBe(0);
  });

  it('keeps nothing of an answer that was still being written down when the agent left', async () => {
    const memory = createMemoryStore();
    const held: (() => void)[] = [];
    const secrets = {
      ...memory,
      async set(name: string, value: string) {
        if (name === 'phone-engine' || name.startsWith('policy-version'))
          await new Promise<void>((resolve) => void held.push(resolve));
        await memory.set(name, value);
      },
    };
    const t = clientUnderTest(allAt('block'), secrets);
    await t.begin();
    expect(held).toHaveLength(1);
    const leaving = t.client.leave();
    await settle();
    for (const go of held) go();
    await leaving;
    await settle();
    for (const go of held) go();
    await settle();

    expect(await memory.list()).toEqual([]);
  });

  it('stays joined when only the phone engine’s address is damaged', async () => {
    const secrets = createMemoryStore();
    const first = clientUnderTest(allAt('block'), secrets);
    await first.begin();
    await first.client.setShift(false);
    await secrets.set('phone-engine', '{');
    const t = clientUnderTest(allAt('block'), secrets);
    await t.client.load();

    expect(t.client.view()).toMatchObject({ enrolment: { state: 'enrolled' }, phoneEngine: null, problem: null });
  });

  it('can join again after its enrolment was damaged', async () => {
    const secrets = createMemoryStore();
    await clientUnderTest(allAt('block'), secrets).join();
    await secrets.set('device-key', 'damaged');
    const t = clientUnderTest(allAt('block'), secrets);
    await t.begin();

    expect(t.client.view()).toMatchObject({ enrolment: { state: 'enrolled' }, gate: { state: 'opening' } });
  });

  it('refuses a shift before joining, and a recheck off shift', async () => {
    const t = clientUnderTest(allAt('block'));
    await expect(t.client.setShift(true)).rejects.toMatchObject({ code: 'NOT_ENROLLED' });
    await expect(t.client.recheck()).rejects.toMatchObject({ code: 'OFF_SHIFT' });
  });

  it('signs the wish for a site and keeps what it sent', async () => {
    const t = clientUnderTest(allAt('block'));
    await t.begin();
    await t.client.askAccess('files.test', 'A customer sent a link.');
    expect(t.server.requests.at(-1)).toBe('/api/device/access-requests');
    expect(lastSent(t, 'access-request')?.body).toContain('A customer sent a link.');
  });

  it('signs a call for help over all that is in it, and keeps what it sent', async () => {
    const t = clientUnderTest(allAt('block'));
    await expect(t.client.askHelp(HELP)).rejects.toMatchObject({ code: 'OFF_SHIFT' });
    await t.begin();
    await t.client.askHelp(HELP);
    expect(t.server.requests.at(-1)).toBe('/api/device/help-requests');
    const sent = helpRequestSchema.parse(JSON.parse(lastSent(t, 'help-request')?.body ?? ''));
    expect(sent).toMatchObject(HELP);
    expect(t.server.signedByDevice(helpSigningText(sent), sent.signature)).toBe(true);
    expect(t.server.signedByDevice(helpSigningText({ ...sent, message: 'Another' }), sent.signature)).toBe(false);
  });

  it('signs a break-glass code, keeps what it sent, and reports at once, since only a report opens the phone', async () => {
    const t = clientUnderTest(allAt('block'));
    await expect(t.client.breakGlass('4x7kq-9mw2d-h8rtz')).rejects.toMatchObject({ code: 'OFF_SHIFT' });
    await t.begin();
    await t.client.breakGlass('4x7kq-9mw2d-h8rtz');
    const sent = breakGlassSchema.parse(JSON.parse(lastSent(t, 'break-glass')?.body ?? ''));
    expect(sent.code).toBe('4x7kq-9mw2d-h8rtz');
    expect(t.server.signedByDevice(breakGlassSigningText(sent), sent.signature)).toBe(true);
    expect(t.server.signedByDevice(breakGlassSigningText({ ...sent, code: 'another' }), sent.signature)).toBe(false);
    await t.clock.advance(1);
    await settle();
    expect(t.server.requests.at(-1)).toBe('/api/device/report');
  });

  it('says which system this is, and which exceptions hold, for the steps on screen', async () => {
    const t = clientUnderTest(allAt('block'));
    t.server.alterReply = (reply) => ({ ...reply, waivers: [WAIVER] });
    expect(t.client.view()).toMatchObject({ system: null, waivers: [], settingsPages: [] });
    await t.begin();
    expect(t.client.view()).toMatchObject({
      system: { id: 'debian', version: '12', build: null },
      waivers: [{ id: WAIVER.id, lengthMs: 3_600_000, reason: 'A new disk comes', approvedBy: 'Nina Berg' }],
    });
  });
});
