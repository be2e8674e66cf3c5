import { parseDocument } from 'yaml';
import type { PolicyDocument } from '../../core/policy/schema.ts';
import { lintPolicy, MAX_POLICY_LENGTH, type PolicyLint, type PolicyProblem } from '../../core/policy/lint.ts';
import { UsageError, type CommandIo } from '../command.ts';
import { didYouMean } from '../did-you-mean.ts';
import { readInput } from '../read-input.ts';

/** A list may be referred to so often in one YAML file; more is a bomb (https://eemeli.org/yaml/#todocument-options). */
const MAX_ALIASES = 100;

/** Text that is no YAML (of which JSON is a part) is a policy that is wrong, not a command that was called wrongly. */
export async function lintFile(file: string, io: CommandIo): Promise<PolicyLint> {
  const bytes = await readInput(file, 'policy', io);
  if (bytes.length > MAX_POLICY_LENGTH)
    return wrong(`is larger than ${MAX_POLICY_LENGTH / 1_000_000} MB, which no laptop would take`);
  return lintText(new TextDecoder().decode(bytes));
}

export function lintText(text: string): PolicyLint {
  const today = new Date().toISOString().slice(0, 10);
  try {
    const document = parseDocument(text, { uniqueKeys: true, version: '1.2', merge: false });
    const [error] = document.errors;
    if (error !== undefined) return wrong(`is neither YAML nor JSON: ${firstLine(error.message)}`);
    return lintPolicy(document.toJS({ maxAliasCount: MAX_ALIASES }), today);
  } catch (error) {
    // The parser's own way to say: too deep (RangeError), too many aliases (ReferenceError).
    if (error instanceof RangeError || error instanceof ReferenceError)
      return wrong('is nested or repeated too deeply');
    throw error;
  }
}

/** A policy that has to be right for what the command does with it. Throws UsageError that names the first problem. */
export async function readPolicy(file: string, io: CommandIo): Promise<PolicyDocument> {
  const result = await lintFile(file, io);
  if (result.ok) return result.document;
  const [first] = result.problems;
  throw new UsageError(`${file} is no policy that can be used: ${first === undefined ? '' : sentenceOf(first)}`);
}

export function sentenceOf(found: PolicyProblem): string {
  const { field, problem, unknownKey, knownKeys } = found;
  const hint = unknownKey === null ? '' : `.${didYouMean(unknownKey, knownKeys)}`;
  return `${field === '' ? 'policy' : field}: ${problem}${hint}`;
}

function wrong(problem: string): PolicyLint {
  return { ok: false, problems: [{ field: '', problem, unknownKey: null, knownKeys: [] }] };
}

function firstLine(text: string): string {
  return text.split('\n')[0] ?? text;
}
