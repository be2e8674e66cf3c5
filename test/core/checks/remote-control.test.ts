import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { goodFacts, withUnknown, withValue } from '../sample-facts.ts';
import { expectEverySentence, judged, type Situation } from './evidence-of.ts';

const one = withValue('watchedPrograms', { remoteControl: ['AnyDesk'] });

describe('remote-control programs', () => {
  it('passes while none of them runs', () => {
    expect(judged('remoteControl', goodFacts).status).toBe('pass');
  });

  it('fails by name as soon as one runs', () => {
    expect(judged('remoteControl', one)).toMatchObject({
      status: 'fail',
      evidence: { values: { count: 1, programs: 'AnyDesk' } },
    });
  });

  it('lets those run that IT allows, and no other', () => {
    expect(judged('remoteControl', one, { allow: ['ANYDESK'] }).status).toBe('pass');
    const two = withValue('watchedPrograms', { remoteControl: ['AnyDesk', 'Another'] });
    expect(judged('remoteControl', two, { allow: ['AnyDesk'] })).toMatchObject({
      status: 'fail',
      evidence: { values: { programs: 'Another' } },
    });
  });

  it('does not care for the other kind of programs', () => {
    expect(judged('remoteControl', withValue('watchedPrograms', { screenCapture: ['AnyDesk'] })).status).toBe('pass');
  });

  it('is unknown when the list of programs could not be read', () => {
    expect(judged('remoteControl', withUnknown('watchedPrograms', 'needs-rights')).status).toBe('unknown');
  });

  it('never gets better by one program more', () => {
    const names = fc.array(fc.string({ minLength: 1, maxLength: 64 }), { maxLength: 8 });
    fc.assert(
      fc.property(names, fc.string({ minLength: 1, maxLength: 64 }), names, (running, more, allow) => {
        const allowed = allow.filter((name) => name.trim() !== '');
        const before = judged('remoteControl', withValue('watchedPrograms', { remoteControl: running }), {
          allow: allowed,
        });
        const after = judged('remoteControl', withValue('watchedPrograms', { remoteControl: [...running, more] }), {
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
      [withValue('watchedPrograms', { remoteControl: Array<string>(32).fill('A program with a rather long name') })],
      [one, { allow: ['AnyDesk'] }],
    ];
    expectEverySentence('remoteControl', situations);
  });
});
