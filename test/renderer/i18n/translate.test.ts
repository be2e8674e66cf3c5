import { describe, expect, it } from 'vitest';
import { ERASED, PROBLEMS } from '../../../core/ipc/problems.ts';
import { en } from '../../../core/text/en.ts';
import { createAgentText } from '../../../renderer/agent/text.ts';
import { createFormats } from '../../../renderer/i18n/formats.ts';
import { agentEn } from '../../../renderer/i18n/agent-en.ts';
import { pseudoText } from '../../../renderer/i18n/pseudo.ts';
import { createTranslator } from '../../../renderer/i18n/translate.ts';

/** Every argument that a catalogue names, with a value that suits both a count and a word. */
const VALUES = Object.fromEntries(
  [...JSON.stringify({ ...en, ...agentEn }).matchAll(/\{([a-z]+)[,}]/gi)].map(([, name]) => [name ?? '', 2]),
);

describe('The catalogues', () => {
  it.each(Object.keys({ ...en, ...agentEn }))('%s can be said', (key) => {
    const said = createAgentText('en').maybe(key, VALUES);
    expect(said).not.toBeNull();
    expect(said).not.toMatch(/[{}]|undefined/);
  });

  it('speak without exclamation marks', () => {
    for (const [key, text] of Object.entries({ ...en, ...agentEn })) expect(`${key}: ${text}`).not.toMatch(/!/);
  });

  it('use none of the words that agents never see', () => {
    for (const text of Object.values({ ...en, ...agentEn }))
      expect(text).not.toMatch(/\b(verdicts?|leases?|findings?|gates?|posture|compliant|noncompliant|remediation)\b/i);
  });

  it('have a sentence for every problem and everything erased', () => {
    for (const key of [...PROBLEMS, ...ERASED]) expect(createAgentText('en').maybe(key)).not.toBeNull();
  });

  it('share no key, so that none hides another', () => {
    expect(Object.keys(en).filter((key) => key in agentEn)).toEqual([]);
  });
});

describe('A translator', () => {
  it('fills in values and counts', () => {
    const t = createTranslator('en', { 'a.b': '{count, plural, one {# thing} other {# things}} for {name}' });
    expect(t('a.b', { count: 1, name: 'Bo' })).toBe('1 thing for Bo');
    expect(t('a.b', { count: 1200, name: 'Bo' })).toBe('1,200 things for Bo');
  });

  it('says null for a key that came from outside and is not there', () => {
    expect(createAgentText('en').maybe('evidence.of.the.future')).toBeNull();
  });

  it('can speak the made-up language, at least 40 % longer', () => {
    const plain = createAgentText('en')('welcome.lead');
    const pseudo = createAgentText('pseudo')('welcome.lead');
    expect(pseudo.length).toBeGreaterThanOrEqual(plain.length * 1.4);
    expect(pseudo).not.toMatch(/[A-Za-z]/);
  });

  it('leaves an empty text empty', () => {
    expect(pseudoText('')).toBe('');
  });
});

describe('Times', () => {
  const formats = createFormats('en');
  it.each([
    [0, 'now'],
    [-9_000, 'now'],
    [-59_000, '59 seconds ago'],
    [-61_000, '1 minute ago'],
    [-3 * 3_600_000, '3 hours ago'],
    [-40 * 3_600_000, 'yesterday'],
    [-72 * 3_600_000, '3 days ago'],
    [5 * 60_000, 'in 5 minutes'],
  ])('%i ms is %s', (ms, said) => {
    expect(formats.relativeTime(ms)).toBe(said);
  });

  it.each([
    [0, '0 sec'],
    [1, '1 sec'],
    [59_400, '60 sec'],
    [60_000, '1 min'],
    [60_001, '2 min'],
    [12 * 60_000, '12 min'],
    [3 * 3_600_000, '3 hr'],
    [-5, '0 sec'],
  ])('a countdown of %i ms is %s', (ms, said) => {
    expect(formats.duration(ms)).toBe(said);
  });
});
