import { z } from 'zod';
import { decodeOutput } from '../../electron/posture/sources/format/decode.ts';
import { findSource, SOURCES } from '../../electron/posture/sources/catalogue.ts';
import type { AnySource, ParseContext } from '../../electron/posture/sources/source.ts';
import { UsageError, type Command, type CommandIo } from '../command.ts';
import { didYouMean } from '../did-you-mean.ts';
import { readLines } from '../read-lines.ts';
import { parseOptions } from '../parse-options.ts';
import { readInput } from '../read-input.ts';

const OPTIONS = { jsonl: { type: 'boolean' }, list: { type: 'boolean' }, 'as-of': { type: 'string' } } as const;

export const parse: Command = {
  name: 'parse',
  summary: 'Read the recorded output of one source',
  help: `
Usage: offhook parse SOURCE_ID [FILE]     one recording; standard input without FILE
       offhook parse --jsonl [FILE]       many: a line {"source": ID, "output": TEXT} (or "outputBase64": raw bytes) each
       offhook parse --list               every source, what it tells and where it comes from

  --as-of YYYY-MM-DD   The day for end-of-life dates (default: today)

Prints what the source tells as JSON on standard output. A null is “can’t tell”, with the reason beside it.
With --jsonl it prints one line {"source", "result"} for each line read, in their order.
Exit code: 0 when everything could be read as asked, 2 otherwise.
`,
  run: async (args, io) => {
    const { values, positionals } = parseOptions('parse', args, OPTIONS, 2);
    const context: ParseContext = { asOf: dayOf(values['as-of']) };
    const [first, second] = positionals;
    if (values.list === true) return list(io);
    if (values.jsonl === true) {
      if (second !== undefined)
        throw new UsageError('With --jsonl only one FILE can follow. See: offhook parse --help');
      return parseLines(first, context, io);
    }
    if (first === undefined)
      throw new UsageError(
        'Which source? Name one, as in: offhook parse linux/lsblk recording.txt. All of them: offhook parse --list',
      );
    const source = sourceOf(first);
    const output = decodeOutput(await readInput(second ?? '-', 'recording', io));
    io.out(`${JSON.stringify(source.parse(output, context), null, 2)}\n`);
    return 0;
  },
};

function sourceOf(id: string): AnySource {
  const source = findSource(id);
  if (source !== undefined) return source;
  const hint = didYouMean(
    id,
    SOURCES.map((candidate) => candidate.id),
  );
  throw new UsageError(`There is no source “${id}”.${hint} All of them: offhook parse --list`);
}

function dayOf(text: string | undefined): string {
  if (text === undefined) return new Date().toISOString().slice(0, 10);
  if (z.iso.date().safeParse(text).success) return text;
  throw new UsageError(`--as-of wants a day such as 2026-11-22, not “${text}”.`);
}

function list(io: CommandIo): number {
  for (const source of SOURCES) {
    const { gather } = source;
    io.out(
      `${JSON.stringify({ source: source.id, fact: source.fact, kind: source.family, runs: gather !== null && gather.via === 'command', reads: gather !== null && gather.via !== 'command' })}\n`,
    );
  }
  return 0;
}

const lineSchema = z
  .object({ source: z.string(), output: z.string().optional(), outputBase64: z.base64().optional() })
  .refine(
    (line) => (line.output === undefined) !== (line.outputBase64 === undefined),
    'must have either "output" or "outputBase64"',
  );

async function parseLines(file: string | undefined, context: ParseContext, io: CommandIo): Promise<number> {
  let exitCode = 0;
  const chunks = file === undefined || file === '-' ? io.stdinChunks() : [await readInput(file, 'recording', io)];
  let number = 0;
  for await (const line of readLines(chunks)) {
    number += 1;
    if (line.trim() === '') continue;
    const answer = parseLine(line, number, context);
    if (answer.error !== undefined) exitCode = 2;
    io.out(`${JSON.stringify(answer)}\n`);
  }
  return exitCode;
}

interface Answer {
  readonly source: string | null;
  readonly result: unknown;
  readonly error?: string;
}

/** A line that can't be read has an answer too, so that answers and lines stay side by side. */
function parseLine(line: string, number: number, context: ParseContext): Answer {
  const read = lineSchema.safeParse(jsonOf(line));
  if (!read.success) {
    const [issue] = read.error.issues;
    return {
      source: null,
      result: null,
      error: `line ${number}: ${issue?.path.join('.') || 'the line'} ${issue?.message ?? ''}`,
    };
  }
  const { source: id, output, outputBase64 } = read.data;
  const source = findSource(id);
  if (source === undefined) return { source: id, result: null, error: `line ${number}: there is no source “${id}”` };
  const text = output ?? decodeOutput(Buffer.from(outputBase64 ?? '', 'base64'));
  return { source: id, result: source.parse(text, context) };
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line) as unknown;
  } catch {
    return undefined;
  }
}
