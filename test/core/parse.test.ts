import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { AppError, ERROR_CODES, toWireError } from '../../core/errors.ts';
import { parseJsonOrThrow, parseOrThrow } from '../../core/parse.ts';

const schema = z.strictObject({
  password: z.string().max(4),
  list: z.array(z.strictObject({ port: z.int().max(65_535) })).max(3),
  level: z.enum(['a', 'b']),
});

function refusal(act: () => unknown): AppError {
  try {
    act();
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error('was accepted');
}

describe('a refusal at an edge', () => {
  it('names the thing and the field', () => {
    const error = refusal(() =>
      parseOrThrow(schema, { password: 'ok', list: [{ port: 1 }, { port: 70_000 }], level: 'a' }, 'settings'),
    );
    expect(error.code).toBe('INVALID_INPUT');
    expect(error.message).toContain('The settings was refused');
    expect(error.message).toContain('list.1.port');
  });

  it('never repeats a value: it may be a secret', () => {
    const secret = 'hunter2-hunter2';
    for (const value of [
      { password: secret, list: [], level: 'a' },
      { password: 'ok', list: [], level: secret },
      secret,
    ])
      expect(refusal(() => parseOrThrow(schema, value, 'settings')).message).not.toContain('hunter2');
    for (const text of [secret, `{"password": ${secret}}`, `{"password":"${secret}",}`, `"${secret}`])
      expect(refusal(() => parseJsonOrThrow(text, 'settings')).message).not.toContain('hunter2');
  });

  it('stays short however much is wrong', () => {
    const list = Array.from({ length: 1000 }, () => ({ port: 'x' }));
    const error = refusal(() => parseOrThrow(z.array(z.strictObject({ port: z.int() })), list, 'list'));
    expect(error.message.split(';')).toHaveLength(5);
  });

  it('takes the code that it is told', () => {
    expect(refusal(() => parseOrThrow(schema, {}, 'token', 'NOT_SIGNED_IN')).code).toBe('NOT_SIGNED_IN');
  });
});

describe('what leaves the process about a failure', () => {
  it('is the code and the sentence of an expected one', () => {
    expect(toWireError(new AppError('CONFLICT', 'Somebody was faster.'))).toEqual({
      code: 'CONFLICT',
      message: 'Somebody was faster.',
    });
  });

  it.each([new Error('secret'), 'secret', { code: 'CONFLICT', message: 'secret' }, null, undefined])(
    'is nothing of an unexpected one (%#)',
    (thrown) => {
      expect(JSON.stringify(toWireError(thrown))).not.toContain('secret');
      expect(toWireError(thrown).code).toBe('INTERNAL');
    },
  );

  it('has each code once', () => {
    expect(new Set(ERROR_CODES).size).toBe(ERROR_CODES.length);
  });
});
