import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { goodFacts, withUnknown, withValue } from '../sample-facts.ts';
import { expectEverySentence, judged, type Situation } from './evidence-of.ts';

const one = withValue('watchedPrograms', { screenCapture: ['ShareX'] });

describe('recording programs', () => {
  it('passes while none of them runs', () => {
    expect(judged('screenCapture', goodFacts).status).toBe('pass');
  });

  it('fails by name as soon as one runs', () => {
    expect(judged('screenCapture', one)).toMatchObject({
      status: 'fail',
      evidence: { values: { count: 1, programs: 'ShareX' } },
    });
  });

  it('lets those run that IT allows, and no other', () => {
    expect(judged('screenCapture', one, { allow: ['SHAREX'] }).status).toBe('pass');
    const two = withValue('watchedPrograms', { screenCapture: ['ShareX', 'Another'] });
    expect(judged('screenCapture', two, { allow: ['ShareX'] })).toMatchObject({
      status: 'fail',
      evidence: { values: { programs: 'Another' } },
    });
  });

  it('does not care for the other kind of programs', () => {
    expect(judged('screenCapture', withValue('watchedPrograms', { remoteControl: ['ShareX'] })).status).toBe('pass');
  });

  it('is unknown when the list of programs could not be read', () => {
    expect(judged('screenCapture', withUnknown('watchedPrograms', 'needs-rights')).status).toBe('unknown');
  });

  it('never gets better by one program more', () => {
    const names = fc.array(fc.string({ minLength: 1, maxLength: 64 }), { maxLength: 8 });
    fc.assert(
      fc.property(names, fc.string({ minLength: 1, maxLength: 64 }), names, (running, more, allow) => {
        const allowed = allow.filter((name) => name.trim() !== '');
        const before = judged('screenCapture', withValue('watchedPrograms', { screenCapture: running }), {
          allow: allowed,
        });
        const after = judged('screenCapture', withValue('watchedPrograms', { screenCapture: [...running, more] }), {
          allow: allowed,
        });
        expect(before.status === 'fail' && after.status === 'pass').toBe(false);
      }),
    );
  });

  it('says each of its sentences', () => {
    const situations: Situation[] = [
      [goodFacts],
      [one],
      [withValue('watchedPrograms', { screenCapture: Array<string>(32).fill('A program with a rather long name') })],
      [one, { allow: ['ShareX'] }],
    ];
    expectEverySentence('screenCapture', situations);
  });
});
