import { IntlMessageFormat } from 'intl-messageformat';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CHECK_IDS, CHECKS } from '../../../core/checks/catalogue.ts';
import type { Evidence } from '../../../core/checks/check.ts';
import { UNKNOWN_REASONS } from '../../../core/facts/fact.ts';
import { en, type EnglishKey } from '../../../core/text/en.ts';
import { FIX_VARIANTS, fixSteps, fixVariant, unknownSteps, type SystemName } from '../../../core/text/fix-steps.ts';
import { textRefSchema } from '../../../core/text/text-ref.ts';
import { evaluate } from '../../../core/verdict/evaluate.ts';
import { placeholders } from '../checks/evidence-of.ts';
import { allAt, EVERYONE, documentOf, goodFacts, withAge, withUnknown, withValue } from '../sample-facts.ts';

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
    (facts) =>
      evaluate({ facts, policy: { version: 1, document: allAt('block') }, ...EVERYONE, failingForMs: {} }).findings,
  ),
  ...split.flatMap((facts) => {
    const document = documentOf({ vpn: { level: 'block', parameters: { requireFullTunnel: true } } });
    return evaluate({ facts, policy: { version: 1, document }, ...EVERYONE, failingForMs: {} }).findings;
  }),
].map((finding) => finding.evidence as Evidence);

/** One of each. */
const SYSTEMS: Readonly<Record<string, SystemName>> = {
  'windows-10': { id: 'windows', version: '22H2', build: '19045.1' },
  'macos-13': { id: 'macos', version: '13.7', build: null },
  'linux-debian': { id: 'debian', version: '12', build: null },
  'linux-fedora': { id: 'fedora', version: '43', build: null },
  'linux-arch': { id: 'arch', version: null, build: null },
  'linux-suse': { id: 'opensuse-leap', version: '16.0', build: null },
  'linux-nixos': { id: 'nixos', version: '25.11', build: null },
};

/** The keys that begin so, as they must be numbered if there are that many. */
function numbered(prefix: string): string[] {
  const count = keys.filter((key) => key.startsWith(`${prefix}.`)).length;
  return Array.from({ length: count }, (_none, index) => `${prefix}.${index + 1}`);
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
    // Each other check's own test holds its own sentences (evidence-of.ts).
    const shared = keys.filter((key) => /^evidence\.(unsupported|unknown\.)/.test(key));
    expect(shared.filter((key) => !said.some((one) => one.key === key))).toEqual([]);
  });

  it('names, explains and justifies each check, and nothing that is no check', () => {
    const expected = CHECK_IDS.flatMap((id) => [`check.${id}.name`, `check.${id}.why`, `check.${id}.privacy`]);
    expect(keys.filter((key) => key.startsWith('check.')).toSorted()).toEqual(expected.toSorted());
  });

  it('gives each check steps on each of its systems, and may give some to a version of it, numbered from 1 without a gap', () => {
    const listed = CHECK_IDS.flatMap((id) =>
      CHECKS[id].platforms.flatMap((platform) => {
        const plain = numbered(`fix.${id}.${platform}`);
        expect(plain.length, `fix.${id}.${platform}`).toBeGreaterThan(0);
        expect(fixSteps(id, platform, null)).toEqual(plain);
        const own = FIX_VARIANTS[platform].flatMap((variant) => {
          const steps = numbered(`fix.${id}.${variant}`);
          expect(fixSteps(id, platform, SYSTEMS[variant] ?? null)).toEqual(steps.length > 0 ? steps : plain);
          return steps;
        });
        return [...plain, ...own];
      }),
    );
    const unknown = UNKNOWN_REASONS.flatMap((reason) => {
      expect(unknownSteps(reason).length, reason).toBeGreaterThan(0);
      expect(unknownSteps(reason)).toEqual(numbered(`fix.unknown.${reason}`));
      return unknownSteps(reason);
    });
    // What is left over is for a system, a variant or a reason that there is not, or leaves a number out.
    expect(keys.filter((key) => key.startsWith('fix.')).toSorted()).toEqual([...listed, ...unknown].toSorted());
  });

  it.each([
    ['windows', { id: 'windows', version: '22H2', build: '19045.4046' }, 'windows-10'],
    ['windows', { id: 'windows', version: '24H2', build: '26100.1' }, null],
    ['windows', { id: 'windows', version: null, build: null }, null],
    ['macos', { id: 'macos', version: '13.6.9', build: '22G830' }, 'macos-13'],
    ['macos', { id: 'macos', version: '14.7', build: '23H124' }, null],
    ['macos', { id: 'macos', version: null, build: null }, null],
    ['linux', { id: 'ubuntu', version: '24.04', build: null }, 'linux-debian'],
    ['linux', { id: 'linuxmint', version: '22', build: null }, 'linux-debian'],
    ['linux', { id: 'pop', version: '22.04', build: null }, 'linux-debian'],
    ['linux', { id: 'zorin', version: '17', build: null }, 'linux-debian'],
    ['linux', { id: 'rhel', version: '9.4', build: null }, 'linux-fedora'],
    ['linux', { id: 'rocky', version: '9.4', build: null }, 'linux-fedora'],
    ['linux', { id: 'almalinux', version: '9.4', build: null }, 'linux-fedora'],
    ['linux', { id: 'manjaro', version: null, build: 'rolling' }, 'linux-arch'],
    ['linux', { id: 'opensuse-tumbleweed', version: '20261101', build: null }, 'linux-suse'],
    ['linux', { id: 'nixos', version: '25.05', build: null }, 'linux-nixos'],
    ['linux', { id: 'alpine', version: '3.20', build: null }, null],
    ['linux', { id: 'toString', version: null, build: null }, null],
  ] as const)('takes the words of %s %o from %s', (platform, system, variant) => {
    expect(fixVariant(platform, system)).toBe(variant);
  });

  it('counts as people do', () => {
    const say = (count: number) => new IntlMessageFormat(en['evidence.osUpdates.pending'], 'en').format({ count });
    expect([say(1), say(2)]).toEqual(['1 security update is waiting.', '2 security updates are waiting.']);
  });

  it('is the only place in core where sentences for agents about checks are', () => {
    const folder = join(import.meta.dirname, '../../../core/checks');
    for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
      if (!file.endsWith('.ts')) continue;
      const code = readFileSync(join(folder, file), 'utf8');
      for (const [, key] of code.matchAll(/key: ['`]([^'`$]+)['`]/g)) expect(keys).toContain(key);
    }
  });
});
