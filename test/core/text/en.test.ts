import { IntlMessageFormat } from 'intl-messageformat';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CHECK_IDS, CHECKS } from '../../../core/checks/catalogue.ts';
import type { Evidence } from '../../../core/checks/check.ts';
import { UNKNOWN_REASONS } from '../../../core/facts/fact.ts';
import { en, type EnglishKey } from '../../../core/text/en.ts';
import { fixSteps } from '../../../core/text/fix-steps.ts';
import { textRefSchema } from '../../../core/text/text-ref.ts';
import { evaluate } from '../../../core/verdict/evaluate.ts';
import { allAt, documentOf, goodFacts, withAge, withUnknown, withValue } from '../sample-facts.ts';

const DISK_STATES = ['on', 'off', 'encrypting', 'decrypting', 'suspended', 'locked', 'partial'] as const;
const keys = Object.keys(en) as EnglishKey[];

/** Facts that lead each check to each thing that it can say. */
const situations = [
  goodFacts,
  ...CHECK_IDS.flatMap((id) =>
    CHECKS[id].facts.flatMap((key) => UNKNOWN_REASONS.map((reason) => withUnknown(key, reason))),
  ),
  withAge('vpn', 1e9),
  ...DISK_STATES.map((state) => withValue('diskEncryption', { state, encrypted: state === 'on', percent: null })),
  withValue('diskEncryption', { state: 'encrypting', encrypted: false, percent: 41.5 }),
  withValue('diskEncryption', { encrypted: false }),
  withValue('osUpdates', { securityPending: 2 }),
  withValue('osUpdates', { securityPending: null }),
  withValue('osUpdates', { restartRequired: true }),
  withValue('osUpdates', { checkedDaysAgo: 45.9 }),
  withValue('os', { endOfLife: true }),
  withValue('os', { endOfLife: null }),
  withValue('firewall', { enabled: false }),
  withValue('firewall', { products: [] }),
  withValue('firewall', { products: Array<string>(8).fill('A firewall with a long name '.repeat(4)) }),
  withValue('vpn', { connected: false }),
  withValue('vpn', { interfaces: [] }),
];
const split = [withValue('vpn', { fullTunnel: false }), withValue('vpn', { fullTunnel: null })];
const said: Evidence[] = [
  ...situations.flatMap(
    (facts) => evaluate({ facts, policy: { version: 1, document: allAt('block') }, failingForMs: {} }).findings,
  ),
  ...split.flatMap((facts) => {
    const document = documentOf({ vpn: { level: 'block', parameters: { requireFullTunnel: true } } });
    return evaluate({ facts, policy: { version: 1, document }, failingForMs: {} }).findings;
  }),
].map((finding) => finding.evidence as Evidence);

function placeholders(message: string): string[] {
  const names: string[] = [];
  JSON.stringify(new IntlMessageFormat(message, 'en').getAst(), (_key, node: unknown) => {
    // Types 1 to 6 of the parser's AST are argument, number, date, time, select and plural: those with a name to fill.
    if (typeof node === 'object' && node !== null && 'type' in node && 'value' in node)
      if (typeof node.type === 'number' && node.type >= 1 && node.type <= 6) names.push(String(node.value));
    return node;
  });
  return [...new Set(names)].toSorted();
}

describe('the English catalogue', () => {
  it.each(keys)('%s is a message that can be formatted', (key) => {
    expect(() => new IntlMessageFormat(en[key], 'en')).not.toThrow();
    expect(en[key].trim()).toBe(en[key]);
    expect(en[key]).not.toMatch(/!|\bverdict\b|\blease\b|\bfinding\b|\bgate\b|'/i);
  });

  it('has what each check says, with just the values that its sentence asks for', () => {
    for (const { key, values } of said) {
      expect(keys).toContain(key);
      expect([key, Object.keys(values ?? {}).toSorted()]).toEqual([key, placeholders(en[key])]);
      expect(textRefSchema.safeParse({ key, values }).success).toBe(true);
      expect(new IntlMessageFormat(en[key], 'en').format(values)).not.toMatch(/[{}]|undefined|NaN/);
    }
  });

  it('has no evidence that nothing says', () => {
    const evidence = keys.filter((key) => key.startsWith('evidence.'));
    const unsaid = evidence.filter((key) => !said.some((one) => one.key === key));
    // A disk in the state "on" without being encrypted is contradictory, and one that is encrypting may know how far.
    expect(unsaid).toEqual([]);
  });

  it('names, explains and justifies each check, and nothing that is no check', () => {
    const expected = CHECK_IDS.flatMap((id) => [`check.${id}.name`, `check.${id}.why`, `check.${id}.privacy`]);
    expect(keys.filter((key) => key.startsWith('check.')).toSorted()).toEqual(expected.toSorted());
  });

  it('gives each check steps on each of its systems, numbered from 1 without a gap', () => {
    const listed = CHECK_IDS.flatMap((id) =>
      CHECKS[id].platforms.flatMap((platform) => {
        const steps = fixSteps(id, platform);
        expect(steps.length).toBeGreaterThan(0);
        expect(steps).toEqual(steps.map((_step, index) => `fix.${id}.${platform}.${index + 1}`));
        return steps;
      }),
    );
    expect(keys.filter((key) => key.startsWith('fix.')).toSorted()).toEqual(listed.toSorted());
  });

  it('counts as people do', () => {
    const say = (count: number) => new IntlMessageFormat(en['evidence.osUpdates.pending'], 'en').format({ count });
    expect([say(1), say(2)]).toEqual(['1 security update is waiting.', '2 security updates are waiting.']);
  });

  it('is the only place in core where sentences for agents about checks are', () => {
    const folder = join(import.meta.dirname, '../../../core/checks');
    for (const file of readdirSync(folder)) {
      const code = readFileSync(join(folder, file), 'utf8');
      for (const [, key] of code.matchAll(/key: ['`]([^'`$]+)['`]/g)) expect(keys).toContain(key);
    }
  });
});
