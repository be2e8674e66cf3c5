import { CHECK_IDS, CHECKS, type CheckId } from '../../core/checks/catalogue.ts';
import type { Platform } from '../../core/ids.ts';
import { en } from '../../core/text/en.ts';
import { fixSteps } from '../../core/text/fix-steps.ts';
import { fieldsOf, inputSchemaOf } from './fields.ts';
import { code, pageHead, table } from './markdown.ts';

const SYSTEMS: Readonly<Record<Platform, string>> = { linux: 'Linux', macos: 'macOS', windows: 'Windows' };

function duration(ms: number): string {
  return `${ms / 60_000} min`;
}

function parameters(id: CheckId): string {
  const fields = [...fieldsOf(inputSchemaOf(CHECKS[id].parameters))];
  if (fields.length === 0) return 'No parameters.';
  const rows = fields.map((field) => [code(field.path), field.type, code(field.defaultValue), field.description]);
  return table(['parameter', 'value', 'default', 'meaning'], rows);
}

function section(id: CheckId): string {
  const check = CHECKS[id];
  const fixes = check.platforms.map(
    (platform) =>
      `**${SYSTEMS[platform]}**\n\n${fixSteps(id, platform)
        .map((key, index) => `${index + 1}. ${en[key]}`)
        .join('\n')}`,
  );
  return `## ${en[`check.${id}.name`]} (\`${id}\`)

${en[`check.${id}.why`]}

What is measured: ${en[`check.${id}.privacy`]}

Facts: ${check.facts.map(code).join(', ')}. What was measured more than ${duration(check.maxAgeMs)} ago does not count.

${parameters(id)}

What the agent is told to do:

${fixes.join('\n\n')}
`;
}

/** What can be said instead of a plain yes or no, and what it means. */
function evidence(): string {
  const rows = Object.entries(en).flatMap(([key, text]) => {
    const reason = /^evidence\.unknown\.(.+)$/.exec(key)?.[1];
    return reason === undefined ? [] : [[code(reason), text]];
  });
  return table(['reason', 'what the agent reads'], [...rows, [code('unsupported'), en['evidence.unsupported']]]);
}

export function checksPage(): string {
  return `${pageHead('Checks', 'core/checks and core/text/en.ts')}
Each check is named for the safe state, so that a pass is always good. It passes, fails, can't be told (\`unknown\`) or has no
meaning on this system (\`unsupported\`). Only a pass satisfies a \`block\` in a [policy](policy.md).

${CHECK_IDS.map(section).join('\n')}
## When a check can't be told

${evidence()}
`;
}
