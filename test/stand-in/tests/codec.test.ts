import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createCodec } from '../codec.ts';

const codec = createCodec();
const leaf = fc.oneof(
  fc.string(),
  fc.double(),
  fc.boolean(),
  fc.bigInt(),
  fc.date({ noInvalidDate: false }),
  fc.uint8Array(),
  fc.float64Array(),
  fc.constantFrom(undefined, null, -0, /a/gi, new ArrayBuffer(3)),
);
const { value } = fc.letrec((tie) => ({
  value: fc.oneof({ maxDepth: 4 }, leaf, tie('list'), tie('record'), tie('map'), tie('set')),
  list: fc.array(tie('value'), { maxLength: 5 }),
  record: fc.dictionary(fc.oneof(fc.string(), fc.constant('__proto__')), tie('value'), {
    maxKeys: 5,
    noNullPrototype: true,
  }),
  map: fc.array(fc.tuple(tie('value'), tie('value')), { maxLength: 4 }).map((entries) => new Map(entries)),
  set: fc.array(tie('value'), { maxLength: 4 }).map((items) => new Set(items)),
}));

test('whatever structured clone carries comes back as structured clone brings it back', () => {
  fc.assert(
    fc.property(value, (original) => {
      expect(codec.decode(codec.encode(original))).toEqual(structuredClone(original));
    }),
  );
});

test('cycles and shared parts keep their shape', () => {
  const shared = { at: 1 };
  const cycle: Record<string, unknown> = { first: shared, second: shared };
  cycle['self'] = cycle;
  const back = codec.decode(codec.encode(cycle)) as typeof cycle;
  expect(back['self']).toBe(back);
  expect(back['first']).toBe(back['second']);
});

test('a list keeps its holes, and an error its cause', () => {
  const holes: unknown[] = [];
  holes[2] = 'c';
  expect(codec.decode(codec.encode(holes))).toStrictEqual(structuredClone(holes));
  const error = codec.decode(codec.encode(new RangeError('far', { cause: 'near' }))) as RangeError;
  expect(error).toBeInstanceOf(RangeError);
  expect([error.message, error.cause]).toEqual(['far', 'near']);
});

describe('what structured clone can’t carry is refused in Electron’s words', () => {
  test.each([
    ['a function', () => 1],
    ['a symbol', Symbol('s')],
    ['a promise', Promise.resolve()],
    ['a weak map', new WeakMap()],
    ['a function deep inside', { list: [new Map([[1, { deep: () => 1 }]])] }],
  ])('%s', (_name, refused) => {
    expect(() => codec.encode(refused)).toThrow('An object could not be cloned.');
  });
});

test('what structured clone carries and this doesn’t is refused, not lost', () => {
  expect(() => codec.encode(new Blob(['x']))).toThrow('An object could not be cloned.');
});
