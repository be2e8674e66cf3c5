import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normaliseNumber, sipUser } from '../../../renderer/agent/phone/normalise-number.ts';

describe('a number that was typed or pasted', () => {
  it.each([
    ['1002', '1002'],
    [' 10 02\n', '1002'],
    ['+49 (0) 30 / 123-45.67', '+49301234567'],
    ['(030) 1234567', '0301234567'],
    ['tel:+1-555-0100', '+15550100'],
    ['\u202a+44 20\u00a07946\u20110958\u202c', '+442079460958'],
    ['１０ ０２', '1002'],
    ['*21#', '*21#'],
    ['112', '112'],
  ])('%j is dialled as %s', (text, number) => {
    expect(normaliseNumber(text)).toBe(number);
  });

  it.each([
    '',
    ' ',
    '-',
    '+',
    '1',
    'bob',
    '1002@evil.example',
    '12;phone-context=x',
    '1+2',
    '9'.repeat(33),
    'sip:1002',
  ])('%j is none', (text) => {
    expect(normaliseNumber(text)).toBeNull();
  });

  it('has one form only, and it is fit for a SIP address', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[+0-9 ().*#/-]{1,40}$/)), (text) => {
        const number = normaliseNumber(text);
        if (number === null) return;
        expect(normaliseNumber(number)).toBe(number);
        expect(decodeURIComponent(sipUser(number))).toBe(number);
        expect(sipUser(number)).toMatch(/^[+0-9*%]+$/);
      }),
    );
  });
});
