import { describe, expect, it } from 'vitest';
import { goodFacts, withValue } from '../sample-facts.ts';
import { expectEverySentence, judged } from './evidence-of.ts';

const inside = (hypervisor: string | null) => withValue('virtualMachine', { vm: true, hypervisor });

describe('the check of a real laptop', () => {
  it('says each of its sentences', () => {
    expectEverySentence('virtualMachine', [
      [goodFacts],
      [inside(null)],
      [inside('VMware')],
      [inside('Hyper-V'), { allowed: ['Hyper-V'] }],
    ]);
  });

  it('lets IT’s own kind pass by its name, and no other', () => {
    expect(judged('virtualMachine', inside('Hyper-V'), { allowed: ['hyper-v'] }).status).toBe('pass');
    expect(judged('virtualMachine', inside('VMware'), { allowed: ['Hyper-V'] }).status).toBe('fail');
    expect(judged('virtualMachine', inside(null), { allowed: ['Hyper-V'] }).status).toBe('fail');
  });
});
