import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CHECK_IDS, type CheckId } from '../../core/checks/catalogue.ts';
import { noFacts, type Facts } from '../../core/facts/catalogue.ts';
import { inconsistencies } from '../../core/policy/consistency.ts';
import { policyDocumentSchema, type PolicyDocument } from '../../core/policy/schema.ts';
import { evaluate } from '../../core/verdict/evaluate.ts';
import { createDecideWeb } from '../../core/web/decide.ts';
import { createEngine } from '../../core/web/match/engine.ts';
import { publicSuffixes } from '../../electron/web/public-suffixes.ts';
import { EVERYONE, goodFacts, withUnknown, withValue } from '../core/sample-facts.ts';

const folder = join(import.meta.dirname, '../../assets/policies');
const read = (name: string): PolicyDocument =>
  policyDocumentSchema.parse(JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')));

const stateOf = (document: PolicyDocument, facts: Facts) =>
  evaluate({ facts, policy: { version: 1, document }, ...EVERYONE, failingForMs: {} }).state;

const CLOSES = [
  'diskEncryption',
  'osVersion',
  'osUpdates',
  'firewall',
  'vpn',
  'antivirus',
  'screenLock',
  'autoLogin',
  'remoteControl',
  'screenCapture',
] as const satisfies readonly CheckId[];

/** How hard a policy is on one check: the level first, then how soon it closes. */
function strictness(document: PolicyDocument, id: CheckId): number {
  const rule = document.checks[id];
  if (rule === undefined) return -1;
  return { observe: 0, warn: 1, block: 2 }[rule.level] * 1e9 - rule.graceSeconds;
}

describe('the policy templates', () => {
  it('are these four, and each is a whole policy that says what it is and whom to ask', () => {
    expect(readdirSync(folder).toSorted()).toEqual(['baseline.json', 'demo.json', 'hipaa.json', 'pci-dss.json']);
    for (const name of ['baseline', 'demo', 'hipaa', 'pci-dss']) {
      const document = read(name);
      expect(inconsistencies(document, '2026-11-22').filter(({ field }) => field !== 'checks')).toEqual([]);
      expect(document.contact).toBe('IT help desk');
      expect(document.description.length).toBeGreaterThan(100);
      expect(document.phone.emergencyNumbers).toContain('112');
      expect(document.web.allow).toEqual([]);
    }
  });

  it.each(['baseline', 'pci-dss', 'hipaa'])(
    '%s passes a good laptop, and not one on which nothing could be told',
    (name) => {
      expect(stateOf(read(name), goodFacts)).toBe('compliant');
      expect(stateOf(read(name), noFacts('unreadable'))).not.toBe('compliant');
    },
  );

  it.each(['pci-dss', 'hipaa'])(
    '%s is at least as strict as the baseline on each check, and closes for what a thief or a listener could use',
    (name) => {
      for (const id of CHECK_IDS)
        expect([id, strictness(read(name), id)]).toEqual([
          id,
          expect.toSatisfy((own: number) => own >= strictness(read('baseline'), id)),
        ]);
      for (const id of CLOSES) expect([id, read(name).checks[id]?.level]).toEqual([id, 'block']);
      expect(read(name).phone.leaseSeconds).toBeLessThanOrEqual(read('baseline').phone.leaseSeconds);
      expect(stateOf(read(name), withValue('diskEncryption', { encrypted: false, state: 'off' }))).toBe('blocked');
    },
  );

  it('PCI DSS is the strictest: no grace for disk and firewall, all traffic in the VPN, updates within a week', () => {
    const document = read('pci-dss');
    for (const id of CHECK_IDS)
      expect([id, strictness(document, id) >= strictness(read('hipaa'), id)]).toEqual([id, true]);
    expect(stateOf(document, withValue('firewall', { enabled: false }))).toBe('blocked');
    expect(stateOf(document, withValue('vpn', { fullTunnel: false }))).toBe('grace');
    expect(stateOf(document, withValue('osUpdates', { checkedDaysAgo: 8 }))).toBe('grace');
    // PCI DSS 6.3.3 allows one month; grace must stay well below it.
    expect(document.checks.osUpdates?.graceSeconds).toBeLessThanOrEqual(30 * 86_400);
  });

  it.each([
    ['pci-dss', ['1.5.1', '3.5.1.2', '6.3.3', '4.2.1', '5.4.1', '8.2.8']],
    ['hipaa', ['164.312(a)(2)(iv)', '164.310(d)(1)', '164.308(a)(1)(ii)(B)', '164.312(e)(1)']],
  ])('%s names the controls that it supports, and does not claim to satisfy them', (name, controls) => {
    const { description } = read(name);
    for (const control of controls) expect(description).toContain(control);
    expect(description).toContain('supports a control and does not satisfy it');
    expect(description).not.toMatch(/complian(t|ce)|certif/i);
  });

  it('name their framework, and only where one of their checks serves it', () => {
    expect(['baseline', 'demo', 'hipaa', 'pci-dss'].map((name) => read(name).frameworks)).toEqual([
      [],
      [],
      ['hipaa'],
      ['pciDss'],
    ]);
  });

  it.each(['baseline', 'hipaa', 'pci-dss'])(
    '%s never closes a phone for what some good laptops have no way to tell',
    (name) => {
      for (const key of ['antivirus', 'securityChip', 'appIntegrity', 'virtualMachine', 'rootCertificates'] as const)
        expect([key, stateOf(read(name), withUnknown(key, 'unsupported'))]).toEqual([key, 'compliant']);
      expect(stateOf(read(name), withUnknown('screenLock', 'not-installed'))).toBe('compliant');
    },
  );

  it('the demo watches every check, and lets any machine take calls, whatever was or was not learned of it', () => {
    expect(Object.keys(read('demo').checks).toSorted()).toEqual([...CHECK_IDS].toSorted());
    const container = withUnknown('os', 'unreadable', withUnknown('firewall', 'not-installed', noFacts('unsupported')));
    expect(stateOf(read('demo'), noFacts())).toBe('compliant');
    expect(stateOf(read('demo'), container)).toBe('compliant');
    for (const id of CHECK_IDS) expect(read('demo').checks[id]?.level).not.toBe('block');
    expect(read('demo').description).toContain('Not for real work');
  });

  it('the demo is quick to show a change, and blocks only sites that nobody can own', () => {
    const { phone, web } = read('demo');
    expect(phone).toMatchObject({ leaseSeconds: 60, inCall: { mode: 'finish', maxSeconds: 60 } });
    expect(web.block.length).toBeGreaterThan(2);
    // RFC 2606 §2: reserved for ever.
    for (const { host, why } of web.block)
      expect([host, why]).toEqual([expect.stringMatching(/\.(example|test)$/), expect.stringMatching(/\.$/)]);
    const decide = createDecideWeb({
      policy: web,
      engine: createEngine([]),
      listCategories: [],
      suffixes: publicSuffixes,
    });
    expect(decide({ url: 'https://www.phish.example/' })).toMatchObject({
      action: 'block',
      rule: 'phish.example',
    });
  });
});
