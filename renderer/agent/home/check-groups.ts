import type { Finding } from '../../../core/verdict/schema.ts';
import type { AgentKey } from '../../i18n/agent-en.ts';
import type { Tone } from '../../ui/tone.ts';

export interface CheckGroups {
  /** What closes the line, now or when its time is up. */
  readonly toFix: readonly Finding[];
  /** What is not as it should be, but never closes the line. */
  readonly watching: readonly Finding[];
  readonly fine: readonly Finding[];
}

/** What an agent must do, may do, and need not think about. */
export function groupChecks(findings: readonly Finding[]): CheckGroups {
  const closing = findings.filter((finding) => finding.effect === 'closes');
  const inGrace = findings
    .filter((finding) => finding.effect === 'grace')
    .sort((a, b) => (a.graceLeftMs ?? 0) - (b.graceLeftMs ?? 0));
  const fine = findings.filter((finding) => finding.status === 'pass');
  const toFix = [...closing, ...inGrace];
  return { toFix, watching: findings.filter((finding) => !toFix.includes(finding) && !fine.includes(finding)), fine };
}

interface CheckState {
  readonly tone: Tone;
  readonly key: AgentKey;
}

/** The mark and the word that a check carries. */
export function checkState(finding: Finding): CheckState {
  if (finding.status === 'pass') return { tone: 'open', key: 'check.state.pass' };
  if (finding.effect === 'grace') return { tone: 'warn', key: 'check.state.grace' };
  if (finding.status === 'unknown' || finding.status === 'unsupported')
    return { tone: 'unknown', key: `check.state.${finding.status}` };
  if (finding.effect === 'closes') return { tone: 'closed', key: 'check.state.fail' };
  return { tone: 'warn', key: finding.level === 'observe' ? 'check.state.observe' : 'check.state.warn' };
}
