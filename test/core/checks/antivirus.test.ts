import { describe, expect, it } from 'vitest';
import { goodFacts, withUnknown, withValue } from '../sample-facts.ts';
import { expectEverySentence, judged, type Situation } from './evidence-of.ts';

const builtIn = withValue('antivirus', { products: ['XProtect'] });
const undated = withValue('antivirus', { upToDate: null });

describe('virus protection', () => {
  it('is there, on and fresh', () => {
    expect(judged('antivirus', goodFacts).status).toBe('pass');
  });

  it('is not there because it is installed: it must be on', () => {
    expect(judged('antivirus', withValue('antivirus', { active: false, products: [] }))).toMatchObject({
      status: 'fail',
    });
  });

  it('does not count when it knows only old dangers', () => {
    expect(judged('antivirus', withValue('antivirus', { upToDate: false })).status).toBe('fail');
  });

  it('is unknown where the product gives no date, unless IT says that this will do', () => {
    expect(judged('antivirus', undated)).toMatchObject({ status: 'unknown' });
    expect(judged('antivirus', undated, { requireKnownUpdates: false }).status).toBe('pass');
  });

  it('may be what macOS brings along, fresh, and only while IT accepts that', () => {
    expect(judged('antivirus', builtIn).status).toBe('pass');
    expect(judged('antivirus', builtIn, { acceptBuiltIn: false }).status).toBe('fail');
    expect(judged('antivirus', withValue('antivirus', { products: ['XProtect'], upToDate: null })).status).toBe(
      'unknown',
    );
    expect(
      judged('antivirus', withValue('antivirus', { products: ['XProtect', 'ESET'] }), { acceptBuiltIn: false }).status,
    ).toBe('pass');
  });

  it('is unknown when nobody could tell', () => {
    expect(judged('antivirus', withUnknown('antivirus', 'needs-rights'))).toMatchObject({
      status: 'unknown',
      reason: 'needs-rights',
    });
  });

  it('says each of its sentences', () => {
    const situations: Situation[] = [
      [goodFacts],
      [withValue('antivirus', { products: [] })],
      [withValue('antivirus', { products: Array<string>(8).fill('A product with a long name '.repeat(4)) })],
      [withValue('antivirus', { active: false })],
      [withValue('antivirus', { upToDate: false })],
      [undated, { requireKnownUpdates: true }],
      [builtIn, { acceptBuiltIn: false }],
    ];
    expectEverySentence('antivirus', situations);
  });
});
