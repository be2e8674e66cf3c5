import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DomainRule } from '../../../../core/web/match/domain-index.ts';
import { encodeHeld } from '../../../../core/web/compiled/held-file.ts';
import { encodeNames } from '../../../../core/web/compiled/names-file.ts';
import {
  addressArbitrary,
  compile,
  hostArbitrary,
  indexOf,
  indexOfFiles,
  reference,
  ruleArbitrary,
} from './support.ts';

const rule = (domain: string, more: Partial<DomainRule> = {}): DomainRule => ({
  domain,
  scope: 'tree',
  effect: 'block',
  list: 'phishing.txt',
  category: 'phishing',
  text: domain,
  ...more,
});

describe('the compiled index', () => {
  it('answers every host as the rules themselves would', () => {
    fc.assert(
      fc.property(
        fc.array(ruleArbitrary, { maxLength: 40 }),
        fc.array(fc.oneof(hostArbitrary, addressArbitrary, fc.string({ maxLength: 20 })), {
          minLength: 1,
          maxLength: 30,
        }),
        (rules, others) => {
          const index = indexOf(compile(rules));
          const expected = reference(rules);
          const hosts = [
            ...others,
            ...rules.map(({ domain }) => domain),
            ...rules.map(({ domain }) => `sub.${domain}`),
          ];
          const answers = hosts.map((host) => [host, index.lookup(host)?.effect]);
          expect(answers).toEqual(hosts.map((host) => [host, expected.lookup(host)?.effect]));
        },
      ),
      { numRuns: 300 },
    );
  });

  it('names the rule that decides: list, category, domain and the line as the list has it', () => {
    fc.assert(
      fc.property(fc.uniqueArray(ruleArbitrary, { maxLength: 20, selector: ({ domain }) => domain }), (rules) => {
        const index = indexOf(compile(rules));
        const found = rules.flatMap(({ domain }) =>
          [index.lookup(domain) ?? [], index.lookup(`sub.${domain}`) ?? []].flat(),
        );
        // One rule a name here, so the answer is one of the rules, word for word.
        expect(found).toEqual(found.map(({ domain }) => rules.find((one) => one.domain === domain)));
      }),
      { numRuns: 200 },
    );
  });

  it('stops at label boundaries', () => {
    const index = indexOf(compile([rule('example.com')]));
    expect(index.lookup('example.com')?.domain).toBe('example.com');
    expect(index.lookup('a.b.example.com')?.domain).toBe('example.com');
    const strangers = ['notexample.com', 'com', 'example.com.evil.org', 'xample.com', '.example.co', ''];
    expect(strangers.filter((host) => index.lookup(host) !== undefined)).toEqual([]);
  });

  it('finds a listed parent behind a host of any length, and takes no longer for it', () => {
    const index = indexOf(compile([rule('example.com')]));
    expect(index.lookup(`${'a.'.repeat(500_000)}example.com`)?.domain).toBe('example.com');
    const startedAt = performance.now();
    for (let i = 0; i < 1000; i++) index.lookup(`${'a'.repeat(5000)}.other.com`);
    expect(performance.now() - startedAt).toBeLessThan(1000);
  });

  it('takes letters that can’t belong to their place for damage, and lets the fingerprint stand', () => {
    const listed = compile([rule('listed.example')]);
    const stranger = compile([rule('innocent.example')]);
    // The table of one release with the names of another: every hit is a stranger’s.
    const innocent = indexOfFiles(encodeHeld(stranger), encodeNames(stranger.names));
    expect(innocent.lookup('innocent.example')?.effect).toBe('block');
    let damage = 0;
    const mixed = indexOfFiles(encodeHeld(stranger), encodeNames(listed.names), () => damage++);
    // The stored name has not even this fingerprint, so it is damage, and the fingerprint stands.
    expect(mixed.lookup('innocent.example')?.effect).toBe('block');
    expect(damage).toBe(1);
  });

  it('still answers by fingerprint when the names can’t be read, and says so', () => {
    const compiled = compile([rule('example.com')]);
    const names = encodeNames(compiled.names);
    let damage = 0;
    const index = indexOfFiles(encodeHeld(compiled), names, () => damage++);
    names.fill(0xee, names.length - 8);
    expect(index.lookup('www.example.com')?.effect).toBe('block');
    expect(index.lookup('www.example.org')).toBeUndefined();
    expect(damage).toBe(1);
  });
});
