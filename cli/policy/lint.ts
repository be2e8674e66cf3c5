import type { CommandIo, ExitCode } from '../command.ts';
import { UsageError } from '../command.ts';
import { parseOptions } from '../parse-options.ts';
import { lintFile, sentenceOf } from './read-policy.ts';

export async function lint(args: readonly string[], io: CommandIo): Promise<ExitCode> {
  const { values, positionals } = parseOptions('policy', args, { json: { type: 'boolean', default: false } }, 1);
  const [file] = positionals;
  if (file === undefined) throw new UsageError('Which policy? See: offhook policy --help');
  const result = await lintFile(file, io);
  const problems = result.ok ? [] : result.problems.map(({ field, problem }) => ({ field, problem }));
  const warnings = result.ok ? result.warnings : [];
  if (values.json) io.out(`${JSON.stringify({ ok: result.ok, problems, warnings }, null, 2)}\n`);
  if (!result.ok) for (const problem of result.problems) io.err(`${sentenceOf(problem)}\n`);
  for (const { field, problem } of warnings) io.err(`${field} (only a warning): ${problem}\n`);
  if (result.ok) io.err(`“${result.document.name}” is fine.\n`);
  return result.ok ? 0 : 1;
}
