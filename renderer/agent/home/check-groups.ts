import type { Finding } from '../../../core/verdict/schema.ts';
import type { AgentKey } from '../../i18n/agent-en.ts';
import type { Tone } from '../../ui/tone.ts';
import { isEndingSoon, type ShownWaiver } from './waiver-of.ts';

export interface CheckGroups {
  /** What closes the line, now or when its time is up. */
  readonly toFix: readonly Finding[];
  /** What is not as it should be, but never closes the line, or not for now. */
  readonly watching: readonly Finding[];
  readonly fine: readonly Finding[];
}

const LEVEL_ORDER = { block: 0, warn: 1, observe: 2 } as const;

/** What an agent must do, may do, and need not think about. */
export function groupChecks(findings: readonly Finding[], waivers: readonly ShownWaiver[]): CheckGroups {
  const closing = findings.filter((finding) => finding.effect === 'closes');
  const ending = findings
    .filter((finding) => finding.effect === 'grace' || isEndingSoon(finding, waivers))
    .sort((a, b) => leftMs(a) - leftMs(b));
  const fine = findings.filter((finding) => finding.status === 'pass');
  const toFix = [...closing, ...ending];
  const watching = findings
    .filter((finding) => !toFix.includes(finding) && !fine.includes(finding))
    // What is only noted comes last: it asks nothing of anybody.
    .sort((a, b) => LEVEL_ORDER[a.level] - LEVEL_ORDER[b.level]);
  return { toFix, watching, fine };
}

/** Until it closes the line, in ms when it was judged. */
function leftMs(finding: Finding): number {
  return finding.graceLeftMs ?? finding.waiverLeftMs ?? 0;
}

interface CheckState {
  readonly tone: Tone;
  readonly key: AgentKey;
}

/** The mark and the word that a check carries. */
export function checkState(finding: Finding): CheckState {
  if (finding.status === 'pass') return { tone: 'open', key: 'check.state.pass' };
  if (finding.effect === 'grace') return { tone: 'warn', key: 'check.state.grace' };
  if (finding.effect === 'waived') return { tone: 'warn', key: 'check.state.waived' };
  if (finding.status === 'unknown' || finding.status === 'unsupported')
    return { tone: 'unknown', key: `check.state.${finding.status}` };
  if (finding.effect === 'closes') return { tone: 'closed', key: 'check.state.fail' };
  return { tone: 'warn', key: finding.level === 'observe' ? 'check.state.observe' : 'check.state.warn' };
}
