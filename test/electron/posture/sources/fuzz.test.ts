import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeOutput } from '../../../../electron/posture/sources/format/decode.ts';
import { findSource, SOURCES } from '../../../../electron/posture/sources/catalogue.ts';
import type { AnySource } from '../../../../electron/posture/sources/source.ts';
import { isPass, RECORDINGS } from './recordings.ts';

const CONTEXT = { asOf: '2026-11-22' };
const ids = SOURCES.map((source) => [source.id, source] as const);

/** A change as storage, a paste or a bad cable makes it. */
const damage = fc.oneof(
  fc.record({ kind: fc.constant('cut' as const), at: fc.double({ min: 0, max: 1, noNaN: true }) }),
  fc.record({ kind: fc.constant('drop-line' as const), at: fc.double({ min: 0, max: 1, noNaN: true }) }),
  fc.record({
    kind: fc.constant('insert' as const),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    text: fc.string({ unit: 'binary', maxLength: 8 }),
  }),
  fc.record({ kind: fc.constant('double' as const), at: fc.double({ min: 0, max: 1, noNaN: true }) }),
);
type Damage = typeof damage extends fc.Arbitrary<infer D> ? D : never;

function apply(text: string, change: Damage): string {
  const at = Math.floor(change.at * text.length);
  const lines = text.split('\n');
  switch (change.kind) {
    case 'cut':
      return text.slice(0, at);
    case 'drop-line':
      return lines.filter((_, index) => index !== Math.floor(change.at * lines.length)).join('\n');
    case 'insert':
      return text.slice(0, at) + change.text + text.slice(at);
    case 'double':
      return text.slice(0, at) + text;
  }
}

/** They read the same file or output, each something else of it. */
const SAME_FILE: readonly (readonly string[])[] = [
  ['linux/lightdm', 'linux/guest'],
  ['macos/loginwindow', 'macos/guest-account'],
  ['linux/lsblk', 'linux/volumes', 'linux/removable'],
  ['windows/volumes', 'windows/removable'],
  ['macos/softwareupdate', 'macos/software-update-plist'],
];

function areAlike(one: string, other: string): boolean {
  return SAME_FILE.some((ids) => ids.includes(one) && ids.includes(other));
}

function recordingsOf(source: AnySource): readonly string[] {
  const own = RECORDINGS.filter((recording) => recording.source === source.id).map((recording) => recording.output);
  return own.length > 0 ? own : RECORDINGS.map((recording) => recording.output);
}

/** A list of nothing, and reg.exe's “no such key”, are as good from another question. */
function isAnswerToAll({ output }: { output: string }, id: string): boolean {
  if (output.trim() === '[]') return true;
  return id === 'windows/pending-reboot' && output.length < 200 && /regist|レジストリ|注册表/i.test(output);
}

describe.each(ids)('%s', (_, source) => {
  it('never throws, whatever happened to a recording', () => {
    fc.assert(
      fc.property(fc.constantFrom(...recordingsOf(source)), fc.array(damage, { maxLength: 4 }), (output, changes) => {
        const reading = source.parse(changes.reduce(apply, output), CONTEXT);
        expect(reading).toHaveProperty('reason');
      }),
      { numRuns: 150 },
    );
  });

  it('never takes garbage for the good answer', () => {
    const garbage = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 300 }),
      fc.uint8Array({ maxLength: 300 }).map(decodeOutput),
      fc.json({ maxDepth: 4 }).filter((json) => json.startsWith('{') || json.startsWith('[{')),
    );
    fc.assert(
      fc.property(garbage, (text) => {
        // An empty list of legacy tables is an answer; so are a lone number for `defaults read` and for the shell's property.
        fc.pre(text.trim() !== '' && !/^\s*\d\s*$/.test(text));
        expect({ text, pass: isPass(source.parse(text, CONTEXT)) }).toEqual({ text, pass: false });
      }),
      { numRuns: 200 },
    );
  });

  it('never takes another kind of output for the good answer', () => {
    for (const recording of RECORDINGS) {
      if (findSource(recording.source)?.family === source.family || areAlike(recording.source, source.id)) continue;
      if (isAnswerToAll(recording, source.id)) continue;
      // A number or a word alone means something else to each of them.
      if (/^\s*(\d|true|false|yes|no)\s*$/i.test(recording.output)) continue;
      const pass = isPass(source.parse(recording.output, CONTEXT));
      expect({ file: recording.file, pass }).toEqual({ file: recording.file, pass: false });
    }
  });
});

describe('structured recordings', () => {
  const structured = RECORDINGS.filter(({ output }) => /^\s*(\{\s*"|\[\s*\{|<\?xml)/.test(output));
  it.each(structured.map((recording) => [recording.file, recording] as const))(
    'are unknown when cut off anywhere: %s',
    (_, { source: id, output }) => {
      const source = findSource(id);
      const length = output.trimEnd().length;
      for (let at = 1; at < length; at += Math.max(1, Math.floor(length / 200))) {
        const reading = source?.parse(output.slice(0, at), CONTEXT);
        expect({ at, pass: reading === undefined || isPass(reading) }).toEqual({ at, pass: false });
      }
    },
  );
});
