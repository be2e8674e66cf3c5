import { CHECK_IDS, CHECKS, type CheckId } from '../../core/checks/catalogue.ts';
import { FRAMEWORKS, type Framework } from '../../core/checks/check.ts';
import { factsRead } from '../../core/checks/facts-read.ts';
import type { FactKey } from '../../core/facts/catalogue.ts';
import { PLATFORMS, type Platform } from '../../core/ids.ts';
import { en, type EnglishKey } from '../../core/text/en.ts';
import { FIX_VARIANTS, fixSteps, unknownSteps, type FixVariant } from '../../core/text/fix-steps.ts';
import { UNKNOWN_REASONS } from '../../core/facts/fact.ts';
import { SOURCES } from '../../electron/posture/sources/catalogue.ts';
import { fieldsOf, inputSchemaOf } from './fields.ts';
import { code, pageHead, table } from './markdown.ts';

const SYSTEMS: Readonly<Record<Platform, string>> = { linux: 'Linux', macos: 'macOS', windows: 'Windows' };

const VARIANTS: Readonly<Record<FixVariant, string>> = {
  'linux-debian': 'Debian, Ubuntu, Mint and kin',
  'linux-fedora': 'Fedora, RHEL and kin',
  'linux-arch': 'Arch and kin',
  'linux-suse': 'openSUSE and SLE',
  'linux-nixos': 'NixOS',
  'macos-13': 'macOS 13',
  'windows-10': 'Windows 10',
};

const FRAMEWORK_NAMES: Readonly<Record<Framework, string>> = {
  pciDss: 'PCI DSS 4.0.1',
  hipaa: 'HIPAA Security Rule (45 CFR)',
  gdpr: 'GDPR',
  ccpa: 'CCPA (Cal. Civ. Code)',
  iso27001: 'ISO/IEC 27001:2022',
  nist800171: 'NIST SP 800-171 Rev. 2',
};

function duration(ms: number): string {
  return ms % 3_600_000 === 0 ? `${ms / 3_600_000} h` : `${ms / 60_000} min`;
}

function parameters(id: CheckId): string {
  const fields = [...fieldsOf(inputSchemaOf(CHECKS[id].parameters))];
  if (fields.length === 0) return 'It has no parameters.';
  const rows = fields.map((field) => [code(field.path), field.type, code(field.defaultValue), field.description]);
  return table(['parameter', 'value', 'default', 'meaning'], rows);
}

/** All that a check may read, whatever its parameters. */
function allFacts(id: CheckId): readonly FactKey[] {
  const facts = new Set<FactKey>(CHECKS[id].facts);
  if (id === 'diskEncryption') for (const fact of factsRead(id, { volumes: 'all-fixed' })) facts.add(fact);
  if (id === 'osUpdates') for (const fact of factsRead(id, { requireAutomatic: true })) facts.add(fact);
  return [...facts];
}

function sources(id: CheckId): string {
  const rows = allFacts(id).map((fact) => [
    code(fact),
    ...PLATFORMS.map((platform) =>
      SOURCES.filter((source) => source.fact === fact && source.platform === platform)
        .map((source) => `${code(source.id)}${source.gather === null ? ' (pasted only)' : ''}`)
        .join(', '),
    ),
  ]);
  return table(['fact', ...PLATFORMS.map((platform) => SYSTEMS[platform])], rows);
}

function numbered(keys: readonly EnglishKey[]): string {
  return keys.map((key, index) => `${index + 1}. ${en[key]}`).join('\n');
}

/** Of one system: the plain steps, and those of each version that has its own. */
function fixes(id: CheckId, platform: Platform): string {
  const own = FIX_VARIANTS[platform].flatMap((variant) => {
    const keys = (Object.keys(en) as EnglishKey[]).filter((key) => key.startsWith(`fix.${id}.${variant}.`));
    return keys.length === 0 ? [] : [`**${VARIANTS[variant]}**\n\n${numbered(keys)}`];
  });
  return [`**${SYSTEMS[platform]}**\n\n${numbered(fixSteps(id, platform, null))}`, ...own].join('\n\n');
}

function controls(id: CheckId): string {
  const rows = FRAMEWORKS.flatMap((framework) => {
    const numbers = CHECKS[id].controls[framework];
    return numbers.length === 0 ? [] : [[FRAMEWORK_NAMES[framework], numbers.join(', ')]];
  });
  return rows.length === 0 ? 'It serves no control of the listed frameworks.' : table(['framework', 'controls'], rows);
}

function section(id: CheckId): string {
  const check = CHECKS[id];
  return `## ${en[`check.${id}.name`]} (\`${id}\`)

${en[`check.${id}.why`]}

What leaves the laptop: ${en[`check.${id}.privacy`]}

What was measured more than ${duration(check.maxAgeMs)} ago does not count. These sources tell of it:

${sources(id)}

${parameters(id)}

${controls(id)}

What the agent is told to do:

${check.platforms.map((platform) => fixes(id, platform)).join('\n\n')}
`;
}

/** What can be said instead of a plain yes or no, and what the agent is told to do about it. */
function untold(): string {
  const rows = UNKNOWN_REASONS.map((reason) => [
    code(reason),
    reason === 'unsupported' ? en['evidence.unsupported'] : en[`evidence.unknown.${reason}`],
    unknownSteps(reason)
      .map((key) => en[key])
      .join(' '),
  ]);
  return table(['reason', 'what the agent reads', 'what helps'], rows);
}

/** Each framework's controls, with the checks that serve them. */
function byFramework(framework: Framework): string {
  const numbers = new Set(CHECK_IDS.flatMap((id) => CHECKS[id].controls[framework]));
  const rows = [...numbers].toSorted(byNumber).map((number) => {
    const checks = CHECK_IDS.filter((id) => CHECKS[id].controls[framework].includes(number));
    return [number, checks.map((id) => `${en[`check.${id}.name`]} (${code(id)})`).join(', ')];
  });
  return `### ${FRAMEWORK_NAMES[framework]}\n\n${rows.length === 0 ? 'None.' : table(['control', 'checks'], rows)}\n`;
}

/** 1.10 after 1.9. */
function byNumber(a: string, b: string): number {
  return a.localeCompare(b, 'en', { numeric: true });
}

export function checksPage(): string {
  return `${pageHead('Checks', 'core/checks, core/text/en.ts and electron/posture/sources')}
Each check is named for the safe state, so that a pass is always good. It passes, fails, can't be told (\`unknown\`) or has no
meaning on this system (\`unsupported\`). Only a pass satisfies a \`block\` in a [policy](reference/policy.md). A fact that no check of the
policy reads is not measured. How the laptop is looked at: [posture](posture.md).

${CHECK_IDS.map((id) => `- [${en[`check.${id}.name`]}](#${anchor(id)})`).join('\n')}

${CHECK_IDS.map(section).join('\n')}
## When a check can't be told

${untold()}

## Controls by framework

A check supports a control and does not satisfy it: whether yours is met, your assessor decides.

${FRAMEWORKS.map(byFramework).join('\n')}`;
}

/** As GitHub makes it of a heading: lower case, no punctuation, dashes for spaces. */
function anchor(id: CheckId): string {
  return `${en[`check.${id}.name`]} ${id}`
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} -]/gu, '')
    .replaceAll(' ', '-');
}
