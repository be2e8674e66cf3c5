import { z } from 'zod';
import { defineCheck } from './check.ts';
import { whenKnown } from './known.ts';

/** The system is one that its maker still supports, and its security updates are installed. */
export const osUpdates = defineCheck({
  id: 'osUpdates',
  facts: ['osUpdates', 'os'],
  maxAgeMs: 60 * 60_000,
  parameters: z.strictObject({
    /** Security updates that may wait at most. */
    maxSecurityPending: z.int().min(0).max(1000).default(0).describe('How many security updates may be waiting.'),
    /** An updater that has not looked for this long proves nothing: days. */
    maxCheckedDaysAgo: z.int().min(1).max(365).default(30).describe('Days since the system last looked for updates.'),
    allowEndOfLife: z.boolean().default(false).describe('Accept a system that its maker no longer supports.'),
  }),
  settingsPage: 'updates',
  platforms: ['linux', 'macos', 'windows'],
  judge: (facts, parameters) => {
    if (!parameters.allowEndOfLife && facts.os.status === 'known' && facts.os.value.endOfLife === true)
      return {
        status: 'fail',
        evidence: { key: 'evidence.osUpdates.endOfLife', values: { name: facts.os.value.name } },
      };
    return whenKnown(facts, 'osUpdates', ({ securityPending, restartRequired, checkedDaysAgo }) => {
      if (securityPending !== null && securityPending > parameters.maxSecurityPending)
        return { status: 'fail', evidence: { key: 'evidence.osUpdates.pending', values: { count: securityPending } } };
      if (restartRequired === true) return { status: 'fail', evidence: { key: 'evidence.osUpdates.restart' } };
      if (checkedDaysAgo !== null && checkedDaysAgo > parameters.maxCheckedDaysAgo)
        return {
          status: 'fail',
          evidence: { key: 'evidence.osUpdates.notChecked', values: { days: Math.floor(checkedDaysAgo) } },
        };
      // A clean list proves nothing unless the list itself is known to be fresh.
      if (securityPending === null || checkedDaysAgo === null)
        return { status: 'unknown', reason: 'unreadable', evidence: { key: 'evidence.osUpdates.unclear' } };
      return whenKnown(facts, 'os', ({ endOfLife }) => {
        if (endOfLife === null && !parameters.allowEndOfLife)
          return { status: 'unknown', reason: 'unreadable', evidence: { key: 'evidence.osUpdates.supportUnclear' } };
        return { status: 'pass', evidence: { key: 'evidence.osUpdates.current' } };
      });
    });
  },
});
