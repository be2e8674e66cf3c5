import { z } from 'zod';
import type { FactValues } from '../../facts/catalogue.ts';
import { defineCheck, type Outcome } from '../check.ts';
import { whenKnown } from '../known.ts';

const parameters = z.strictObject({
  /** Security updates that may wait at most. */
  maxSecurityPending: z.int().min(0).max(1000).default(0).describe('How many security updates may be waiting.'),
  /** An updater that has not looked for this long proves nothing: days. */
  maxCheckedDaysAgo: z.int().min(1).max(365).default(30).describe('Days since the system last looked for updates.'),
  /** Only systems that say when an update came out can use the time. Elsewhere a waiting update counts from its first day. */
  maxPendingAgeDays: z
    .int()
    .min(1)
    .max(90)
    .nullable()
    .default(null)
    .describe(
      'Days that a security update may wait after it came out, however many there are; null gives none. Where the system does not say how old they are, they count at once.',
    ),
  requireAutomatic: z.boolean().default(false).describe('Security updates must install themselves.'),
});

/** Security updates are installed, and the system looks for them. */
export const osUpdates = defineCheck({
  id: 'osUpdates',
  facts: ['osUpdates'],
  alsoReads: ({ requireAutomatic }) => (requireAutomatic ? ['automaticUpdates'] : []),
  maxAgeMs: 60 * 60_000,
  parameters,
  settingsPage: 'updates',
  platforms: ['linux', 'macos', 'windows'],
  controls: {
    pciDss: ['6.3.3'],
    hipaa: ['164.308(a)(1)(ii)(B)'],
    gdpr: ['Art. 32(1)(b)'],
    ccpa: [],
    iso27001: ['A.8.8'],
    nist800171: ['3.14.1'],
  },
  judge: (facts, wanted) => {
    const installed = whenKnown(facts, 'osUpdates', (updates) => judgeUpdates(updates, wanted));
    if (!wanted.requireAutomatic || installed.status !== 'pass') return installed;
    return whenKnown(facts, 'automaticUpdates', ({ enabled }) =>
      enabled
        ? { status: 'pass', evidence: { key: 'evidence.osUpdates.currentAndAutomatic' } }
        : { status: 'fail', evidence: { key: 'evidence.osUpdates.notAutomatic' } },
    );
  },
});

function judgeUpdates(updates: FactValues['osUpdates'], wanted: z.output<typeof parameters>): Outcome {
  const { securityPending, oldestPendingDays, restartRequired, checkedDaysAgo } = updates;
  const tooMany = securityPending !== null && securityPending > wanted.maxSecurityPending;
  const inTime =
    wanted.maxPendingAgeDays !== null && oldestPendingDays !== null && oldestPendingDays <= wanted.maxPendingAgeDays;
  if (tooMany && !inTime)
    return { status: 'fail', evidence: { key: 'evidence.osUpdates.pending', values: { count: securityPending } } };
  if (restartRequired === true) return { status: 'fail', evidence: { key: 'evidence.osUpdates.restart' } };
  if (checkedDaysAgo !== null && checkedDaysAgo > wanted.maxCheckedDaysAgo)
    return {
      status: 'fail',
      evidence: { key: 'evidence.osUpdates.notChecked', values: { days: Math.floor(checkedDaysAgo) } },
    };
  // A clean list proves nothing unless the list itself is known to be fresh.
  if (securityPending === null || checkedDaysAgo === null)
    return { status: 'unknown', reason: 'unreadable', evidence: { key: 'evidence.osUpdates.unclear' } };
  // What is installed but waits for a restart protects nobody yet.
  if (restartRequired === null)
    return { status: 'unknown', reason: 'unreadable', evidence: { key: 'evidence.osUpdates.restartUnclear' } };
  if (tooMany)
    return {
      status: 'pass',
      evidence: { key: 'evidence.osUpdates.waitingInTime', values: { count: securityPending } },
    };
  if (securityPending > 0)
    return { status: 'pass', evidence: { key: 'evidence.osUpdates.fewWait', values: { count: securityPending } } };
  return { status: 'pass', evidence: { key: 'evidence.osUpdates.current' } };
}
