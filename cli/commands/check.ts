import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { FACT_KEYS, type FactKey } from '../../core/facts/catalogue.ts';
import { parseJsonOrThrow, parseOrThrow } from '../../core/parse.ts';
import { policyDocumentSchema, type PolicyDocument } from '../../core/policy/schema.ts';
import { evaluate } from '../../core/verdict/evaluate.ts';
import { factsWanted } from '../../core/verdict/is-measured.ts';
import type { Verdict } from '../../core/verdict/schema.ts';
import { bundleSchema } from '../../electron/posture/io/bundle.ts';
import { recordIo } from '../../electron/posture/io/record.ts';
import { ownNames } from '../../electron/posture/io/own-names.ts';
import { createRedactor } from '../../electron/posture/io/redact.ts';
import { replayIo } from '../../electron/posture/io/replay.ts';
import { reviewOf } from '../../electron/posture/io/review.ts';
import { measureOnce, type OneScan } from '../../electron/posture/measure.ts';
import type { Platform } from '../../core/ids.ts';
import { checkJson, checkText } from '../check-report.ts';
import { UsageError, type Command, type CommandIo } from '../command.ts';
import { bundleReviewText } from '../bundle-review.ts';
import { localClock, localPlatform, localPostureIo } from '../local-posture.ts';
import { parseOptions } from '../parse-options.ts';
import { readInput, reasonOf } from '../read-input.ts';

const BASELINE = join(import.meta.dirname, '..', '..', 'assets', 'policies', 'baseline.json');

const OPTIONS = {
  json: { type: 'boolean' },
  policy: { type: 'string' },
  record: { type: 'string' },
  replay: { type: 'string' },
  review: { type: 'boolean' },
} as const;

export const check: Command = {
  name: 'check',
  summary: 'Measure this laptop and judge it under a policy',
  help: `
Usage: offhook check [--json] [--policy FILE] [--record FILE [--review]] [--replay FILE [--review]]

Measures this laptop once and judges it. With --policy it looks only at what that policy asks for. Nothing is sent anywhere, nothing is changed, no administrator rights are asked for.

  --json          Print the verdict, the findings and every fact as JSON on standard output
  --policy FILE   Judge under this policy (default: the baseline that comes with Offhook)
  --record FILE   Also write everything that was asked and answered to FILE, with names, addresses and serials taken out
  --replay FILE   Judge a recording instead of this laptop, as of the day on which it was made
  --review        Show in plain words what the recording holds; a new one is saved after that

Exit code: 0 compliant, 1 not compliant, 2 could not be judged.
`,
  run: async (args, io) => {
    const { values } = parseOptions('check', args, OPTIONS, 0);
    if (values.record !== undefined && values.replay !== undefined)
      throw new UsageError('--record and --replay can’t be used together: a recording is recorded already.');
    if (values.review === true && values.record === undefined && values.replay === undefined)
      throw new UsageError('--review shows a recording: use it with --record FILE or --replay FILE.');
    const document = await readPolicy(values.policy, io);
    // Whoever names a policy wants to see what it sees; without one everything is of interest.
    const wantedOn = (platform: Platform): Iterable<FactKey> =>
      values.policy === undefined ? FACT_KEYS : factsWanted(document, { group: null, platform });
    const review = values.review === true;
    const { scan, platform } =
      values.replay === undefined
        ? await scanHere({ record: values.record, review, wantedOn }, io)
        : await scanRecording({ file: values.replay, review, wantedOn }, io);
    const verdict = evaluate({
      facts: scan.facts,
      policy: { version: 0, document },
      who: { group: null, platform },
      waivers: [],
      failingForMs: {},
    });
    if (values.json === true) io.out(`${JSON.stringify(checkJson(verdict, document, platform, scan), null, 2)}\n`);
    else io.err(checkText(verdict, document, platform, scan));
    return exitCodeOf(verdict);
  },
};

async function readPolicy(file: string | undefined, io: CommandIo): Promise<PolicyDocument> {
  const bytes = await readInput(file ?? BASELINE, 'policy', io);
  return parseOrThrow(policyDocumentSchema, parseJsonOrThrow(textOf(bytes), 'policy'), 'policy');
}

interface How {
  readonly review: boolean;
  readonly wantedOn: (platform: Platform) => Iterable<FactKey>;
}

interface Scanned {
  readonly scan: OneScan;
  readonly platform: Platform;
}

async function scanHere(
  { record, review, wantedOn }: How & { readonly record: string | undefined },
  io: CommandIo,
): Promise<Scanned> {
  const platform = localPlatform();
  const clock = localClock();
  const system = localPostureIo(io);
  const { signal } = io;
  const wanted = wantedOn(platform);
  if (record === undefined) return { scan: await measureOnce(system, platform, clock, { wanted, signal }), platform };
  const recorder = recordIo(system, { platform, recordedAt: clock.wallIso() }, createRedactor(ownNames()));
  const scan = await measureOnce(recorder.io, platform, clock, { wanted, signal });
  const bundle = recorder.bundle();
  if (review) io.err(bundleReviewText(reviewOf(bundle)));
  try {
    // For its owner's eyes until they choose to send it.
    await writeFile(resolve(io.cwd, record), `${JSON.stringify(bundle, null, 2)}\n`, { mode: 0o600 });
  } catch (error) {
    throw new UsageError(`The recording can’t be written to “${record}”: ${reasonOf(error)}.`, { cause: error });
  }
  io.err(`Recorded to ${record}. Please read it before you send it to anybody.\n`);
  return { scan, platform };
}

async function scanRecording(
  { file, review, wantedOn }: How & { readonly file: string },
  io: CommandIo,
): Promise<Scanned> {
  const bundle = parseOrThrow(
    bundleSchema,
    parseJsonOrThrow(textOf(await readInput(file, 'recording', io)), 'recording'),
    'recording',
  );
  if (review) io.err(bundleReviewText(reviewOf(bundle)));
  const clock = localClock(() => bundle.recordedAt);
  const scan = await measureOnce(replayIo(bundle), bundle.platform, clock, {
    wanted: wantedOn(bundle.platform),
    signal: io.signal,
  });
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
