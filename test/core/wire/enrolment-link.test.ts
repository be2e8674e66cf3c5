import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../../core/errors.ts';
import { formatEnrolmentLink, parseEnrolmentLink } from '../../../core/wire/enrolment-link.ts';

const link = { server: 'https://offhook.example', code: 'abcd-EFGH-1234', key: 'A'.repeat(43) };
const text = formatEnrolmentLink(link);

function refusal(value: string): string {
  try {
    return `accepted: ${JSON.stringify(parseEnrolmentLink(value))}`;
  } catch (error) {
    return error instanceof AppError && error.code === 'INVALID_INPUT' ? error.message : `threw ${String(error)}`;
  }
}

/** Any UTF-16 code units, lone surrogates too. */
const junkText = fc.array(fc.nat({ max: 0xffff })).map((units) => String.fromCharCode(...units));

describe('an enrolment link', () => {
  it('comes back as it was written, with white space around it', () => {
    expect(parseEnrolmentLink(`\n ${text}\t`)).toEqual(link);
  });

  it('round-trips whatever it may hold', () => {
    const parts = fc.record({
      server: fc.oneof(
        fc.constant('http://127.0.0.1:8443'),
        fc.domain().map((host) => `https://${host}`),
      ),
      code: junkText
        .map((junk) => `code-${junk}`.toWellFormed())
        .filter((code) => code.length >= 8 && code.length <= 128),
      key: fc.stringMatching(/^[A-Za-z0-9_-]{43}$/),
    });
    fc.assert(
      fc.property(parts, (any) => {
        expect(parseEnrolmentLink(formatEnrolmentLink(any))).toEqual(any);
      }),
    );
  });

  it.each([
    ['nothing', '', 'not an Offhook link'],
    ['a web address', 'https://offhook.example/enrol', 'not an Offhook link'],
    ['another act', 'offhook://leave?x=1', 'not an Offhook link'],
    ['a link cut in the middle of an escape', text.slice(0, text.indexOf('%3A') + 2), 'damaged'],
    ['a link without its code', text.replace(/&code=[^&]*/, ''), 'code:'],
    ['a link without its key', text.replace(/&key=.*/, ''), 'key:'],
    ['an extra part', `${text}&admin=1`, 'admin'],
    ['a part told twice', `${text}&server=https%3A%2F%2Fevil.example`, 'damaged'],
    ['a part without a value', `${text}&admin`, 'damaged'],
    ['a server that is no web address', text.replace('https', 'file'), 'server:'],
    ['a server that runs code', text.replace(/server=[^&]*/, 'server=javascript%3Aalert(1)'), 'server:'],
    [
      'a server dressed up as another by a user name',
      text.replace('https%3A%2F%2F', 'https%3A%2F%2Fyour-company.example%40'),
      'server:',
    ],
    ['a short code', text.replace(/code=[^&]*/, 'code=1234567'), 'code:'],
  ])('refuses %s and says so', (_what, value, part) => {
    expect(refusal(value)).toContain(part);
  });

  it('never reads a cut link as another whole one', () => {
    fc.assert(
      fc.property(fc.nat({ max: text.length - 1 }), (at) => {
        const cut = refusal(text.slice(0, at));
        // Only the key, at the end, may lose characters unseen here; it then matches no organisation's key.
        expect(cut.startsWith('accepted')).toBe(at > text.indexOf('&key=') + '&key='.length);
        expect(cut).not.toContain('threw');
      }),
    );
  });

  it('never throws anything but a sentence for people', () => {
    fc.assert(
      fc.property(junkText, (junk) => {
        expect(refusal(`offhook://enrol?${junk}`)).not.toMatch(/^threw/);
      }),
    );
  });
});
