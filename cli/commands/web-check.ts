import { z } from 'zod';
import { engineFromLists, type RuleEngine } from '../../core/web/match/engine.ts';
import { judgeRequest, type WebAnswer, type WebRequest } from '../../core/web/match/judge-request.ts';
import type { ListInput, ReadList } from '../../core/web/rules/read-list.ts';
import { UsageError, type Command, type CommandIo, type ExitCode } from '../command.ts';
import { parseOptions } from '../parse-options.ts';
import { readInput } from '../read-input.ts';
import { readLines } from '../read-lines.ts';
import { loadList } from '../web-list-file.ts';
import { WEB_CHECK_HELP } from '../web-check-help.ts';
import { publicSuffixes } from '../../server/lists/public-suffixes.ts';

const OPTIONS = {
  list: { type: 'string', multiple: true },
  allow: { type: 'string', multiple: true },
  urls: { type: 'string' },
  json: { type: 'boolean' },
  jsonl: { type: 'boolean' },
  report: { type: 'boolean' },
} as const;

/** More than anyone types; a file takes more. */
const MAX_URLS = 100_000;

export const webCheck: Command = {
  name: 'check',
  summary: 'Say whether addresses are blocked, and by which rule',
  help: WEB_CHECK_HELP,
  run: async (args, io) => {
    const { values, positionals } = parseOptions('web', args, OPTIONS, MAX_URLS);
    if (values.jsonl === true) return checkLines(positionals, io);
    const lists = values.list ?? [];
    if (lists.length === 0)
      throw new UsageError('Which list? Name one, as in: offhook web check --list unsafe.txt https://example.com');
    if (positionals.length === 0 && values.urls === undefined)
      throw new UsageError('Which address? Name one, or a file of them with --urls. See: offhook web --help');
    const inputs = [
      ...(await loadAll(lists, 'block', io)),
      ...(await loadAll(values.allow ?? [], 'important-allow', io)),
    ];
    const { engine, read } = engineFromLists(inputs, publicSuffixes);
    if (values.report === true) for (const [index, each] of read.entries()) io.err(reportText(inputs[index], each));
    const print = (url: string) => io.out(lineOf(url, judgeRequest(engine, { url }), values.json === true));
    for (const url of positionals) print(url);
    if (values.urls !== undefined) for await (const url of urlsOf(values.urls, io)) print(url);
    return 0;
  },
};

async function loadAll(files: readonly string[], effect: ListInput['effect'], io: CommandIo): Promise<ListInput[]> {
  const inputs: ListInput[] = [];
  for (const file of files) inputs.push(await loadList(file, effect, io));
  return inputs;
}

async function* urlsOf(file: string, io: CommandIo): AsyncGenerator<string> {
  const chunks = file === '-' ? io.stdinChunks() : [await readInput(file, 'list of addresses', io)];
  for await (const line of readLines(chunks)) {
    const url = line.replace(/^\uFEFF/, '').replace(/\r$/, '');
    if (url.trim() !== '') yield url;
  }
}

function lineOf(url: string, answer: WebAnswer, asJson: boolean): string {
  const { action, list, rule, category, host } = answer;
  if (asJson) return `${JSON.stringify({ url, action, list, rule, category, host })}\n`;
  const why = rule === null ? '' : `  ${rule}  (${list ?? ''}, ${category ?? ''})`;
  return `${action.padEnd(5)}  ${printable(url)}${printable(why)}\n`;
}

/** A URL or a list must not be able to move the cursor of whoever reads this. */
function printable(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}]/gu, '\uFFFD');
}

function reportText(input: ListInput | undefined, { report }: ReadList): string {
  const { rules, ignored, refused, refusedByReason, samples } = report;
  const counts = Object.entries({ ...rules, disabling: report.disabling, ...ignored, refused }).filter(
    ([, count]) => count > 0,
  );
  const reasons = Object.entries(refusedByReason).map(([reason, count]) => `  ${count} refused: ${reason}\n`);
  const lines = samples.slice(0, 10).map((sample) => `    line ${sample.line}: ${printable(sample.text)}\n`);
  return `${input?.list ?? ''}: ${counts.map(([name, count]) => `${count} ${name}`).join(', ')}\n${reasons.join('')}${lines.join('')}`;
}

const lineSchema = z.object({
  rules: z.union([z.string(), z.array(z.string())]),
  url: z.string(),
  source: z.string().nullish(),
  type: z.string().nullish(),
  via: z.enum(['browser', 'connect', 'http']).nullish(),
  sni: z.string().nullish(),
  hostHeader: z.string().nullish(),
  chain: z.array(z.union([z.string(), z.object({ url: z.string() }).transform((hop) => hop.url)])).nullish(),
  method: z.string().nullish(),
});
type Line = z.infer<typeof lineSchema>;

async function checkLines([file, surplus]: readonly string[], io: CommandIo): Promise<ExitCode> {
  if (surplus !== undefined) throw new UsageError('With --jsonl only one FILE can follow. See: offhook web --help');
  const chunks =
    file === undefined || file === '-' ? io.stdinChunks() : [await readInput(file, 'file of requests', io)];
  const engineFor = lastEngine();
  let number = 0;
  let exitCode = 0;
  for await (const text of readLines(chunks)) {
    number += 1;
    if (text.trim() === '') continue;
    const read = lineSchema.safeParse(jsonOf(text));
    if (read.success) io.out(lineOf(read.data.url, judgeRequest(engineFor(read.data), requestOf(read.data)), true));
    else {
      exitCode = 2;
      io.out(`${JSON.stringify({ url: null, error: `line ${number}: ${problemOf(read.error)}` })}\n`);
    }
  }
  return exitCode;
}

/** Lines that follow one another often have the same rules. */
function lastEngine(): (line: Line) => RuleEngine {
  let text: string | undefined;
  let engine: RuleEngine | undefined;
  return (line) => {
    const rules = typeof line.rules === 'string' ? line.rules : line.rules.join('\n');
    if (engine === undefined || rules !== text) {
      const input: ListInput = { list: 'rules', category: 'other', effect: 'block', format: 'auto', text: rules };
      engine = engineFromLists([input], publicSuffixes).engine;
      text = rules;
    }
    return engine;
  };
}

function requestOf(line: Line): WebRequest {
  return {
    url: line.url,
    source: line.source ?? undefined,
    type: line.type ?? undefined,
    via: line.via ?? undefined,
    sni: line.sni ?? undefined,
    hostHeader: line.hostHeader ?? undefined,
    chain: line.chain ?? undefined,
    method: line.method ?? undefined,
  };
}

function problemOf(error: z.ZodError): string {
  const [issue] = error.issues;
  return `${issue?.path.join('.') || 'the line'}: ${issue?.message ?? ''}`;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
