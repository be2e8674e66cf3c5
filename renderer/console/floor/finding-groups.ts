import type { Finding } from '../../../core/verdict/schema.ts';

export interface FindingGroups {
  /** Closes the phone, or will. */
  readonly fix: readonly Finding[];
  /** Not as it should be, but never closes the phone. */
  readonly watch: readonly Finding[];
  readonly fine: readonly Finding[];
}

export function groupFindings(findings: readonly Finding[]): FindingGroups {
  return {
    fix: findings.filter((finding) => finding.effect === 'closes' || finding.effect === 'grace'),
    watch: findings.filter(
      (finding) => finding.status !== 'pass' && finding.effect !== 'closes' && finding.effect !== 'grace',
    ),
    fine: findings.filter((finding) => finding.status === 'pass'),
  };
}
