import type { PolicyDocument } from '../../core/policy/schema.ts';
import { evaluate } from '../../core/verdict/evaluate.ts';
import type { Finding, Verdict } from '../../core/verdict/schema.ts';
import { UsageError, type CommandIo, type ExitCode } from '../command.ts';
import { parseOptions } from '../parse-options.ts';
import { sentence } from '../sentence.ts';
import { readLaptops, type Laptop } from './laptop.ts';
import { readPolicy } from './read-policy.ts';

const OPTIONS = {
  group: { type: 'string' },
  against: { type: 'string' },
  json: { type: 'boolean', default: false },
} as const;
const MOST_RECORDINGS = 10_000;

/** What a policy would do to laptops that were recorded, before anybody has it. Exit code 1 when it would close a phone. */
export async function simulate(args: readonly string[], io: CommandIo): Promise<ExitCode> {
  const { values, positionals } = parseOptions('policy', args, OPTIONS, MOST_RECORDINGS);
  const [file, ...recordings] = positionals;
  if (file === undefined || recordings.length === 0)
    throw new UsageError('Which policy, and which recordings? As in: offhook policy simulate POLICY RECORDING…');
  const [document, against] = [
    await readPolicy(file, io),
    values.against === undefined ? null : await readPolicy(values.against, io),
  ];
  const results = (await readLaptops(recordings, io)).map((laptop) => {
    const verdict = judge(laptop, document, values.group ?? null);
    const before = against === null ? null : judge(laptop, against, values.group ?? null).state;
    return { laptop: laptop.name, before, state: verdict.state, standing: standing(verdict) };
  });
  if (values.json) io.out(`${JSON.stringify({ laptops: results, summary: countsOf(results) }, null, 2)}\n`);
  for (const { laptop, before, state, standing: findings } of results) {
    const was = before === null || before === state ? '' : ` (was ${before})`;
    io.err(`${laptop}: ${state}${was}\n`);
    for (const { check, evidence } of findings)
      io.err(`  ${sentence({ key: `check.${check}.name` })}: ${sentence(evidence)}\n`);
  }
  const { compliant, grace, blocked } = countsOf(results);
  io.err(`${results.length} laptops: ${compliant} compliant, ${grace} in grace, ${blocked} blocked.\n`);
  return blocked > 0 ? 1 : 0;
}

function judge(laptop: Laptop, document: PolicyDocument, group: string | null): Verdict {
  return evaluate({
    facts: laptop.facts,
    policy: { version: 0, document },
    who: { group, platform: laptop.platform },
    waivers: [],
    failingForMs: {},
  });
}

function standing({ findings }: Verdict): readonly Pick<Finding, 'check' | 'status' | 'effect' | 'evidence'>[] {
  return findings
    .filter(({ effect }) => effect === 'closes' || effect === 'grace')
    .map(({ check, status, effect, evidence }) => ({ check, status, effect, evidence }));
}

function countsOf(results: readonly { readonly state: Verdict['state'] }[]) {
  const count = (state: Verdict['state']) => results.filter((result) => result.state === state).length;
  return { compliant: count('compliant'), grace: count('grace'), blocked: count('blocked') };
}
