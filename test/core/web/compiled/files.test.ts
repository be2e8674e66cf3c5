import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../../../core/errors.ts';
import { applyDelta, canDelta, encodeDelta } from '../../../../core/web/compiled/delta-file.ts';
import { decodeFull, encodeFull } from '../../../../core/web/compiled/full-file.ts';
import { encodeHeld, openHeld } from '../../../../core/web/compiled/held-file.ts';
import { encodeNames, blockCount, NAMES_HEAD } from '../../../../core/web/compiled/names-file.ts';
import { newRecords, placeRecords, slicesOf } from '../../../../core/web/compiled/names-release.ts';
import { decodeNamesWire, encodeNamesWire } from '../../../../core/web/compiled/names-wire.ts';
import { encodeRice, RiceReader } from '../../../../core/web/compiled/rice.ts';
import { runAtOnce } from '../../../../core/web/compiled/steps.ts';
import type { CompiledNames } from '../../../../core/web/compiled/compile.ts';
import { compile, decode, indexOfFiles, ruleArbitrary } from './support.ts';

const rules = fc.array(ruleArbitrary, { maxLength: 60 });
const ones = 'a b c d e f g h i j'.split(' ').flatMap((letter) => [1, 2, 3].map((i) => `${letter}${i}.example`));
const many = ones.map((domain) => ({
  domain,
  scope: 'tree' as const,
  effect: 'block' as const,
  list: 'l',
  category: 'malware',
  text: domain === 'a1.example' ? `${domain} # a note` : domain,
}));

function namesFile(compiled: CompiledNames) {
  const names = encodeNames(compiled.names);
  return { release: compiled, records: names.subarray(NAMES_HEAD + blockCount(compiled.table.layout.count) * 4) };
}

/** What `act` gives; null when it is refused. Any other error is a fault. */
function orRefusal<T>(act: () => T): T | null {
  try {
    return act();
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}

describe('Rice coding', () => {
  it('gives back what went in', () => {
    const numbers = fc.uniqueArray(
      fc.maxSafeInteger().map((n) => Math.abs(n) % 2 ** 44),
      { maxLength: 200 },
    );
    fc.assert(
      fc.property(numbers, fc.constantFrom(2 ** 44, 2 ** 50), (values, below) => {
        const sorted = Float64Array.from(values).sort();
        const reader = new RiceReader(encodeRice(sorted, below), below);
        for (const value of sorted) expect(reader.next()).toBe(value);
        expect(reader.isAtEnd).toBe(true);
      }),
    );
  });

  it('reads NaN, never beyond the end, from a run that is cut short', () => {
    const run = encodeRice([5, 900, 70_000], 2 ** 40);
    const reader = new RiceReader({ ...run, bytes: run.bytes.subarray(0, run.bytes.length - 5) }, 2 ** 40);
    expect([reader.next(), reader.next(), reader.next()].some(Number.isNaN)).toBe(true);
  });
});

describe('a downloaded list', () => {
  it('becomes, byte for byte, the files that the compiler held', () => {
    fc.assert(
      fc.property(rules, (list) => {
        const compiled = compile(list);
        const held = runAtOnce(decodeFull(runAtOnce(encodeFull(compiled)), decode));
        expect(encodeHeld(held)).toEqual(encodeHeld(compiled));
        const wire = encodeNamesWire(runAtOnce(slicesOf(namesFile(compiled), () => true)));
        const names = runAtOnce(placeRecords(held, runAtOnce(decodeNamesWire(wire, decode)), null));
        expect(names).toEqual(encodeNames(compiled.names));
      }),
      { numRuns: 100 },
    );
  });

  it('and so does the release before with its delta', () => {
    fc.assert(
      fc.property(rules, rules, rules, (kept, gone, come) => {
        const before = compile([...kept, ...gone]);
        const after = compile([...come, ...kept], { firstSalt: before.salt, previousLayout: before.table.layout });
        expect(canDelta(before, after)).toBe(true);
        const held = runAtOnce(applyDelta(before, runAtOnce(encodeDelta(before, after)), decode));
        expect(encodeHeld(held)).toEqual(encodeHeld(after));
        const wire = encodeNamesWire(runAtOnce(newRecords(namesFile(before), namesFile(after))));
        const names = runAtOnce(placeRecords(held, runAtOnce(decodeNamesWire(wire, decode)), namesFile(before)));
        expect(names).toEqual(encodeNames(after.names));
      }),
      { numRuns: 100 },
    );
  });
});

describe('a file that is not as it was written', () => {
  const compiled = compile(many);
  const held = encodeHeld(compiled);

  it('is refused when it is cut short anywhere', () => {
    fc.assert(
      fc.property(fc.nat(held.length - 1), (size) => {
        expect(() => openHeld(held.slice(0, size), decode)).toThrow(AppError);
      }),
    );
  });

  it('is refused when its version or kind is unknown', () => {
    const newer = held.slice();
    newer[7] = 2;
    expect(() => openHeld(newer, decode)).toThrow(/format version is 2/);
    expect(() => openHeld(runAtOnce(encodeFull(compiled)), decode)).toThrow(/another kind/);
  });

  it('is refused, or can be walked without leaving its arrays, whatever byte is flipped', () => {
    fc.assert(
      fc.property(fc.nat(held.length - 1), fc.integer({ min: 1, max: 255 }), (at, flip) => {
        const bytes = held.slice();
        bytes[at] = (bytes[at] ?? 0) ^ flip;
        const index = orRefusal(() => indexOfFiles(bytes, encodeNames(compiled.names)));
        // Without the manifest’s digest a flipped bit of the table may forget a name; it may never list an innocent one.
        const innocent = ['innocent.org', 'b9.example', 'x.a1.test'];
        expect(innocent.filter((host) => index?.lookup(host) !== undefined)).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it('gives the same answers, or is refused, whatever byte of the names is flipped', () => {
    const names = encodeNames(compiled.names);
    fc.assert(
      fc.property(fc.nat(names.length - 1), fc.integer({ min: 1, max: 255 }), (at, flip) => {
        const bytes = names.slice();
        bytes[at] = (bytes[at] ?? 0) ^ flip;
        const index = orRefusal(() => indexOfFiles(held, bytes));
        const answers = ones.map((name) => (index === null ? name : index.lookup(`www.${name}`)?.domain));
        expect(answers).toEqual(ones);
        expect(index?.lookup('innocent.org')).toBeUndefined();
      }),
      { numRuns: 1000 },
    );
  });

  it('throws nothing but a refusal from a flipped download or delta', () => {
    const before = compile(many.slice(0, 20));
    const full = runAtOnce(encodeFull(compiled));
    const delta = runAtOnce(encodeDelta(before, compiled));
    const wire = encodeNamesWire(runAtOnce(slicesOf(namesFile(compiled), () => true)));
    const reads = [
      { bytes: full, read: (bytes: Uint8Array) => runAtOnce(decodeFull(bytes, decode)) },
      { bytes: delta, read: (bytes: Uint8Array) => runAtOnce(applyDelta(before, bytes, decode)) },
      { bytes: wire, read: (bytes: Uint8Array) => runAtOnce(decodeNamesWire(bytes, decode)) },
    ];
    fc.assert(
      fc.property(
        fc.constantFrom(...reads),
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        ({ bytes, read }, place, flip) => {
          const copy = bytes.slice();
          const at = place % copy.length;
          copy[at] = (copy[at] ?? 0) ^ flip;
          expect(() => orRefusal(() => read(copy))).not.toThrow();
        },
      ),
      { numRuns: 1000 },
    );
  });
});
