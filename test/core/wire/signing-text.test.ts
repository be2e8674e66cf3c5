import { vpnDownFinding } from '../sample-finding.ts';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { policySigningBytes } from '../../../core/policy/signed-policy.ts';
import {
  accessRequestSchema,
  accessSigningText,
  enrolSigningText,
  heartbeatSchema,
  helpRequestSchema,
  heartbeatSigningText,
  helpSigningText,
  leaseSigningText,
  reportSigningText,
  type Heartbeat,
  type HelpRequest,
} from '../../../core/wire/device.ts';

const heartbeat: Heartbeat = {
  type: 'heartbeat',
  seq: 1,
  phone: { gate: 'open', registered: true, inCall: false },
  blockedSites: [{ category: 'phishing', host: null, count: 1 }],
  endOfShift: false,
  mac: 'AAAA',
};

const help: HelpRequest = {
  deviceId: '6f1c1b1e-6a52-4c7e-9a70-6f6f1d3a1c11' as HelpRequest['deviceId'],
  nonce: 'AAAA',
  check: 'vpn',
  message: 'I restarted it',
  evidence: vpnDownFinding,
  bundle: null,
  signature: 'AAAA',
};

const arbitraryHeartbeat = fc.record({
  type: fc.constant('heartbeat' as const),
  seq: fc.integer({ min: 1, max: 3 }),
  phone: fc.record({
    gate: fc.constantFrom('closed' as const, 'opening' as const, 'open' as const, 'closing-in-call' as const),
    registered: fc.boolean(),
    inCall: fc.boolean(),
  }),
  blockedSites: fc.array(
    fc.record({
      category: fc.constantFrom('a', 'a","b', '', 'null', 'a\nb'),
      host: fc.constantFrom(null, 'null', '', 'x","1', 'x'),
      count: fc.integer({ min: 1, max: 12 }),
    }),
    { maxLength: 3 },
  ),
  endOfShift: fc.boolean(),
  mac: fc.constantFrom('AAAA', 'BBBB'),
});

describe('the texts that are signed', () => {
  it('cover every field of a heartbeat but its mac', () => {
    const texts = [
      heartbeat,
      { ...heartbeat, seq: 2 },
      { ...heartbeat, phone: { ...heartbeat.phone, gate: 'closed' as const } },
      { ...heartbeat, phone: { ...heartbeat.phone, registered: false } },
      { ...heartbeat, phone: { ...heartbeat.phone, inCall: true } },
      { ...heartbeat, blockedSites: [] },
      { ...heartbeat, endOfShift: true },
    ].map((each) => heartbeatSigningText(each));
    expect(new Set(texts).size).toBe(texts.length);
    expect(heartbeatSigningText({ ...heartbeat, mac: 'BBBB' })).toBe(texts[0]);
    // A field that the schema gains must be signed too: this list has to grow with it.
    expect(Object.keys(heartbeatSchema.shape).toSorted()).toEqual(
      ['type', 'seq', 'phone', 'blockedSites', 'endOfShift', 'mac'].toSorted(),
    );
  });

  it('cover every field of a help request but its signature', () => {
    const others: { readonly [K in Exclude<keyof HelpRequest, 'signature'>]: HelpRequest[K] } = {
      deviceId: '6f1c1b1e-6a52-4c7e-9a70-6f6f1d3a1c12' as HelpRequest['deviceId'],
      nonce: 'BBBB',
      check: 'firewall',
      message: 'I restarted it\n',
      evidence: { ...help.evidence, ageMs: 1 },
      bundle: 'AAAA',
    };
    const texts = Object.entries(others).map(([key, value]) => helpSigningText({ ...help, [key]: value }));
    expect(new Set([helpSigningText(help), ...texts]).size).toBe(texts.length + 1);
    expect(helpSigningText({ ...help, signature: 'BBBB' })).toBe(helpSigningText(help));
    expect(Object.keys(others).concat('signature').toSorted()).toEqual(Object.keys(helpRequestSchema.shape).toSorted());
  });

  it('are the same for two heartbeats only when the heartbeats are', () => {
    fc.assert(
      fc.property(arbitraryHeartbeat, arbitraryHeartbeat, (a, b) => {
        const same = JSON.stringify({ ...a, mac: '' }) === JSON.stringify({ ...b, mac: '' });
        expect(heartbeatSigningText(a) === heartbeatSigningText(b)).toBe(same);
      }),
      { numRuns: 1000 },
    );
  });

  it('do not depend on the order in which the keys of a heartbeat came', () => {
    const turned = Object.fromEntries(Object.entries(heartbeat).toReversed()) as unknown as Heartbeat;
    expect(heartbeatSigningText(turned)).toBe(heartbeatSigningText(heartbeat));
  });

  it('never let a report pass for a lease, a policy, a heartbeat or an access request', () => {
    const enrol = { wire: 1, code: 'x', publicKey: 'x', platform: 'linux', keyStorage: 'memory' } as const;
    const domains = [
      reportSigningText('x'),
      leaseSigningText('x'),
      enrolSigningText(enrol),
      heartbeatSigningText(heartbeat),
      accessSigningText({ nonce: 'x', host: 'x', reason: 'x' }),
      helpSigningText(help),
      new TextDecoder().decode(policySigningBytes('x')),
    ].map((text) => text.slice(0, text.indexOf('\n')));
    expect(new Set(domains).size).toBe(7);
    for (const domain of domains) expect(domain).toMatch(/^offhook-[a-z]+-v1$/);
  });

  it('can’t be read two ways: no line break gets into the host of an access request', () => {
    const request = {
      deviceId: '6f1c1b1e-6a52-4c7e-9a70-6f6f1d3a1c11',
      nonce: 'AAAA',
      host: 'a.example',
      reason: 'b\nc',
      signature: 'AAAA',
    };
    expect(accessRequestSchema.safeParse(request).success).toBe(true);
    for (const host of ['a.example\nb', 'a b', '\t', 'a\u2028b'])
      expect(accessRequestSchema.safeParse({ ...request, host }).success).toBe(false);
  });
});
