import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { decodeOutput } from '../../../../electron/posture/sources/format/decode.ts';

const FIXTURES = join(import.meta.dirname, '..', '..', '..', 'fixtures');

const recordingSchema = z
  .object({
    source: z.string(),
    /** A text file beside this list, or a name for what is written here in `output` (or `outputBase64`: raw bytes). */
    file: z.string().optional(),
    name: z.string().optional(),
    output: z.string().optional(),
    outputBase64: z.base64().optional(),
    origin: z.string().min(3),
    asOf: z.string().default('2026-11-22'),
    expect: z.record(z.string(), z.unknown()),
  })
  .refine(({ file, name }) => (file === undefined) !== (name === undefined), 'must have either "file" or "name"');

/** recordings.json, and every list in recordings/. */
const lists = [
  join(FIXTURES, 'recordings.json'),
  ...readdirSync(join(FIXTURES, 'recordings')).map((list) => join(FIXTURES, 'recordings', list)),
];

/** Every recording in test/fixtures, with what must be read from it. */
export const RECORDINGS = lists
  .flatMap((list) => z.array(recordingSchema).parse(JSON.parse(readFileSync(list, 'utf8'))))
  .map((recording) => {
    const { file, name, output, outputBase64 } = recording;
    const text =
      file === undefined
        ? (output ?? decodeOutput(Buffer.from(outputBase64 ?? '', 'base64')))
        : readFileSync(join(FIXTURES, file), 'utf8');
    return { ...recording, file: file ?? `${recording.source}: ${name ?? ''}`, output: text };
  });

/** The value of each family that opens the phone: the one that must never come from garbage. */
export function isPass(reading: object): boolean {
  const value = (name: string): unknown => (reading as Record<string, unknown>)[name];
  return (
    value('encrypted') === true ||
    value('enabled') === true ||
    value('connected') === true ||
    value('eol') === false ||
    value('securityPending') === 0 ||
    value('pending') === 0 ||
    value('rebootPending') === false ||
    value('active') === true ||
    value('tampered') === false ||
    value('proxy') === 'none' ||
    value('added') === 0 ||
    ['locks', 'lockOnWake', 'present', 'synced', 'signed', 'archiveIntact'].some((name) => value(name) === true) ||
    ['autoLogin', 'vm', 'admin', 'guestEnabled', 'developerMode', 'testSigning', 'debugger'].some(
      (name) => value(name) === false,
    ) ||
    value('mounted') === 0 ||
    value('automatic') === true ||
    ['remoteControl', 'screenCapture', 'services', 'volumes'].some((name) => isEmptyList(value(name)))
  );
}

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}
