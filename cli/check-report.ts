import type { Platform } from '../core/ids.ts';
import type { PolicyDocument } from '../core/policy/schema.ts';
import { fixSteps, unknownSteps } from '../core/text/fix-steps.ts';
import type { Finding, Verdict } from '../core/verdict/schema.ts';
import type { OneScan } from '../electron/posture/measure.ts';
import { sentence } from './sentence.ts';

/** For programs: everything, with the sentences filled in. */
export function checkJson(verdict: Verdict, document: PolicyDocument, platform: Platform, scan: OneScan) {
  return {
    state: verdict.state,
    closesInMs: verdict.closesInMs,
    platform,
    policy: { name: document.name },
    findings: verdict.findings.map((finding) => ({
      ...finding,
      name: nameOf(finding),
      text: sentence(finding.evidence),
      fix: finding.status === 'pass' ? [] : stepsOf(finding, platform, scan.facts),
    })),
    facts: scan.facts,
    measured: scan.measured,
  };
}

const HEADLINES: Readonly<Record<Verdict['state'], string>> = {
  compliant: 'This laptop is ready: the phone may open.',
  grace: 'Something needs fixing soon. Until then the phone may open.',
  blocked: 'The phone stays closed until this is fixed.',
};

const SIGNS: Readonly<Record<Finding['status'], string>> = {
  pass: 'ok     ',
  fail: 'fix    ',
  unknown: 'unclear',
  unsupported: 'unclear',
};

/** For people, in plain words. */
export function checkText(
  verdict: Verdict,
  document: PolicyDocument,
  platform: Platform,
  { facts }: Pick<OneScan, 'facts'>,
): string {
  const findings = verdict.findings.map((finding) => {
    const head = `  ${SIGNS[finding.status]}  ${nameOf(finding)}: ${sentence(finding.evidence)}`;
    const steps =
      finding.status === 'pass'
        ? []
        : stepsOf(finding, platform, facts).map((step, index) => `             ${index + 1}. ${step}`);
    return [head, ...steps].join('\n');
  });
  return `${HEADLINES[verdict.state]}\n\n${findings.join('\n')}\n\nJudged by: ${document.name}\n`;
}

function nameOf(finding: Finding): string {
  return sentence({ key: `check.${finding.check}.name` });
}

/** What could not be told has steps of its own, first. */
function stepsOf({ check, status, reason }: Finding, platform: Platform, { os }: OneScan['facts']): string[] {
  const system = os.status === 'known' ? os.value : null;
  const unclear = status === 'fail' || reason === null ? [] : unknownSteps(reason);
  return [...unclear, ...fixSteps(check, platform, system)].map((key) => sentence({ key }));
}
