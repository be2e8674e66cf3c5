import { diffPolicies, directionOf } from '../../core/policy/policy-diff.ts';
import { UsageError, type CommandIo, type ExitCode } from '../command.ts';
import { parseOptions } from '../parse-options.ts';
import { readPolicy } from './read-policy.ts';

/** What differs between two policies, field by field, and what of it makes the lock looser. */
export async function diff(args: readonly string[], io: CommandIo): Promise<ExitCode> {
  const { values, positionals } = parseOptions('policy', args, { json: { type: 'boolean', default: false } }, 2);
  const [before, after] = positionals;
  if (before === undefined || after === undefined)
    throw new UsageError('Which two policies? As in: offhook policy diff OLD NEW');
  const changes = diffPolicies(await readPolicy(before, io), await readPolicy(after, io)).map((change) => ({
    ...change,
    direction: directionOf(change),
  }));
  if (values.json) io.out(`${JSON.stringify({ changes }, null, 2)}\n`);
  for (const change of changes)
    io.err(`${change.path}: ${shown(change.before)} → ${shown(change.after)}${MARK[change.direction]}\n`);
  if (changes.length === 0) io.err('The two say the same.\n');
  return changes.length === 0 ? 0 : 1;
}

const MARK = { tighter: ' (stricter)', looser: ' (looser)', neutral: '' } as const;

function shown(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value);
}
