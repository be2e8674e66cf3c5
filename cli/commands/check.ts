import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseJsonOrThrow, parseOrThrow } from '../../core/parse.ts';
import { policyDocumentSchema, type PolicyDocument } from '../../core/policy/schema.ts';
import { evaluate } from '../../core/verdict/evaluate.ts';
import type { Verdict } from '../../core/verdict/schema.ts';
import { bundleSchema } from '../../electron/posture/io/bundle.ts';
import { recordIo } from '../../electron/posture/io/record.ts';
import { createRedactor } from '../../electron/posture/io/redact.ts';
import { replayIo } from '../../electron/posture/io/replay.ts';
import { measureOnce, type OneScan } from '../../electron/posture/measure.ts';
import type { Platform } from '../../core/ids.ts';
import { checkJson, checkText } from '../check-report.ts';
import { UsageError, type Command, type CommandIo } from '../command.ts';
import { localClock, localPlatform, localPostureIo, ownNames } from '../local-posture.ts';
import { parseOptions } from '../parse-options.ts';
import { readInput, reasonOf } from '../read-input.ts';

const BASELINE = join(import.meta.dirname, '..', '..', 'assets', 'policies', 'baseline.json');

const OPTIONS = {
  json: { type: 'boolean' },
  policy: { type: 'string' },
  record: { type: 'string' },
  replay: { type: 'string' },
} as const;

export const check: Command = {
  name: 'check',
  summary: 'Measure this laptop and judge it under a policy',
  help: `
Usage: offhook check [--json] [--policy FILE] [--record FILE] [--replay FILE]

Measures this laptop once and judges it. Nothing is sent anywhere, nothing is changed, no administrator rights are asked for.

  --json          Print the verdict, the findings and every fact as JSON on standard output
  --policy FILE   Judge under this policy (default: the baseline that comes with Offhook)
  --record FILE   Also write everything that was asked and answered to FILE, with names, addresses and serials taken out
  --replay FILE   Judge a recording instead of this laptop, as of the day on which it was made

Exit code: 0 compliant, 1 not compliant, 2 could not be judged.
`,
  run: async (args, io) => {
    const { values } = parseOptions('check', args, OPTIONS, 0);
    if (values.record !== undefined && values.replay !== undefined)
      throw new UsageError('--record and --replay can’t be used together: a recording is recorded already.');
    const document = await readPolicy(values.policy, io);
    const { scan, platform } =
      values.replay === undefined ? await scanHere(values.record, io) : await scanRecording(values.replay, io);
    const verdict = evaluate({ facts: scan.facts, policy: { version: 0, document }, failingForMs: {} });
    if (values.json === true) io.out(`${JSON.stringify(checkJson(verdict, document, platform, scan), null, 2)}\n`);
    else io.err(checkText(verdict, document, platform));
    return exitCodeOf(verdict);
  },
};

async function readPolicy(file: string | undefined, io: CommandIo): Promise<PolicyDocument> {
  const bytes = await readInput(file ?? BASELINE, 'policy', io);
  return parseOrThrow(policyDocumentSchema, parseJsonOrThrow(textOf(bytes), 'policy'), 'policy');
}

async function scanHere(record: string | undefined, io: CommandIo): Promise<{ scan: OneScan; platform: Platform }> {
  const platform = localPlatform();
  const clock = localClock();
  const system = localPostureIo(io);
  if (record === undefined) return { scan: await measureOnce(system, platform, clock, io.signal), platform };
  const recorder = recordIo(system, { platform, recordedAt: clock.wallIso() }, createRedactor(ownNames()));
  const scan = await measureOnce(recorder.io, platform, clock, io.signal);
  try {
    // For its owner's eyes until they choose to send it.
    await writeFile(resolve(io.cwd, record), `${JSON.stringify(recorder.bundle(), null, 2)}\n`, { mode: 0o600 });
  } catch (error) {
    throw new UsageError(`The recording can’t be written to “${record}”: ${reasonOf(error)}.`, { cause: error });
  }
  io.err(`Recorded to ${record}. Please read it before you send it to anybody.\n`);
  return { scan, platform };
}

async function scanRecording(file: string, io: CommandIo): Promise<{ scan: OneScan; platform: Platform }> {
  const bundle = parseOrThrow(
    bundleSchema,
    parseJsonOrThrow(textOf(await readInput(file, 'recording', io)), 'recording'),
    'recording',
  );
  const scan = await measureOnce(
    replayIo(bundle),
    bundle.platform,
    localClock(() => bundle.recordedAt),
    io.signal,
  );
  return { scan, platform: bundle.platform };
}

/** JSON is UTF-8 (RFC 8259), with a byte order mark when Notepad wrote it. */
function textOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

/** Something that is known to be wrong is 1; when nothing is, but something closes that could not be told, it is 2. */
function exitCodeOf(verdict: Verdict): number {
  if (verdict.state === 'compliant') return 0;
  const standing = verdict.findings.filter((finding) => finding.effect === 'closes' || finding.effect === 'grace');
  return standing.some((finding) => finding.status === 'fail') ? 1 : 2;
}
