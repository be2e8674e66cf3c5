import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const FIXTURES = join(import.meta.dirname, '..', '..', '..', 'fixtures');

const recordingSchema = z.object({
  source: z.string(),
  file: z.string(),
  origin: z.string().min(3),
  asOf: z.string().default('2026-11-22'),
  expect: z.record(z.string(), z.unknown()),
});

/** Every recording in test/fixtures, with what must be read from it. */
export const RECORDINGS = z
  .array(recordingSchema)
  .parse(JSON.parse(readFileSync(join(FIXTURES, 'recordings.json'), 'utf8')))
  .map((recording) => ({ ...recording, output: readFileSync(join(FIXTURES, recording.file), 'utf8') }));

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
    value('rebootPending') === false
  );
}
