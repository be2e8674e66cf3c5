import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { AppError } from '../../core/errors.ts';
import { parseJsonOrThrow } from '../../core/parse.ts';
import { lintPolicy, type PolicyLint, type PolicyProblem } from '../../server/policy/lint.ts';
import { UsageError, type Command, type CommandIo, type ExitCode } from '../command.ts';
import { didYouMean } from '../did-you-mean.ts';
import { parseOptions } from '../parse-options.ts';

export const policy: Command = {
  name: 'policy',
  summary: 'Check a policy file before it is published',
  help: `
Usage: offhook policy lint FILE [--json]

Names every field of the policy that is wrong, and what it should be. “-” reads standard input.

  --json  the result as JSON on standard output

Exit code: 0 the policy is fine, 1 it is not, 2 it could not be read.
`,
  run(args, io) {
    const [verb, ...rest] = args;
    if (verb !== 'lint')
      throw new UsageError(
        `“offhook policy” can only lint.${verb === undefined ? '' : didYouMean(verb, ['lint'])} See: offhook policy --help`,
      );
    return lint(rest, io);
  },
};

async function lint(args: readonly string[], io: CommandIo): Promise<ExitCode> {
  const { values, positionals } = parseOptions('policy', args, { json: { type: 'boolean', default: false } }, 1);
  const [file] = positionals;
  if (file === undefined) throw new UsageError('Which policy? See: offhook policy --help');
  const result = lintText(await readText(file, io));
  const problems = result.ok ? [] : result.problems.map(withHint);
  if (values.json) io.out(`${JSON.stringify({ ok: result.ok, problems }, null, 2)}\n`);
  for (const { field, problem } of problems) io.err(`${field === '' ? 'policy' : field}: ${problem}\n`);
  if (result.ok) io.err(`“${result.document.name}” is fine.\n`);
  return result.ok ? 0 : 1;
}

function withHint({ field, problem, unknownKey, knownKeys }: PolicyProblem) {
  const hint = unknownKey === null ? '' : didYouMean(unknownKey, knownKeys);
  return { field, problem: unknownKey === null ? problem : `${problem}.${hint}` };
}

async function readText(file: string, io: CommandIo): Promise<string> {
  try {
    return file === '-'
      ? new TextDecoder().decode(await io.readStdin())
      : await readFile(resolve(io.cwd, file), 'utf8');
  } catch (error) {
    throw new UsageError(`${file} can’t be read: ${(error as Error).message}`, { cause: error });
  }
}

/** Text that is no JSON is a policy that is wrong, not a command that was called wrongly. */
function lintText(text: string): PolicyLint {
  try {
    return lintPolicy(parseJsonOrThrow(text, 'policy'));
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { ok: false, problems: [{ field: '', problem: error.message, unknownKey: null, knownKeys: [] }] };
  }
}
