import { z } from 'zod';
import { defineCheck, type Outcome } from '../check.ts';
import { whenKnown } from '../known.ts';

/** A laptop that is left alone locks itself soon, and asks for a password when it wakes. */
export const screenLock = defineCheck({
  id: 'screenLock',
  facts: ['screenLock'],
  maxAgeMs: 20 * 60_000,
  parameters: z.strictObject({
    maxDelaySeconds: z
      .int()
      .min(30)
      .max(4 * 3600)
      .default(900)
      .describe(
        'The longest time without a touch until the screen locks. Seconds; PCI DSS 8.2.8 asks for 900 at most.',
      ),
    requireLockOnWake: z.boolean().default(true).describe('A password must be asked for when the laptop wakes, too.'),
  }),
  settingsPage: 'screen-lock',
  platforms: ['linux', 'macos', 'windows'],
  controls: {
    pciDss: ['8.2.8'],
    hipaa: ['164.312(a)(2)(iii)'],
    gdpr: ['Art. 32(1)(b)'],
    ccpa: [],
    iso27001: ['A.7.7', 'A.8.1'],
    nist800171: ['3.1.10'],
  },
  judge: (facts, { maxDelaySeconds, requireLockOnWake }) =>
    whenKnown(facts, 'screenLock', ({ locks, lockOnWake, delaySeconds }) => {
      if (locks === false) return { status: 'fail', evidence: { key: 'evidence.screenLock.never' } };
      if (requireLockOnWake && lockOnWake === false)
        return { status: 'fail', evidence: { key: 'evidence.screenLock.openOnWake' } };
      if (delaySeconds !== null && delaySeconds > maxDelaySeconds) {
        const values = { minutes: minutesOf(delaySeconds), most: minutesOf(maxDelaySeconds) };
        return { status: 'fail', evidence: { key: 'evidence.screenLock.late', values } };
      }
      if (locks === null || delaySeconds === null) return unclear('evidence.screenLock.delayUnknown');
      if (requireLockOnWake && lockOnWake === null) return unclear('evidence.screenLock.wakeUnknown');
      const values = { minutes: minutesOf(delaySeconds) };
      return { status: 'pass', evidence: { key: 'evidence.screenLock.on', values } };
    }),
});

function unclear(key: 'evidence.screenLock.delayUnknown' | 'evidence.screenLock.wakeUnknown'): Outcome {
  return { status: 'unknown', reason: 'unreadable', evidence: { key } };
}

/** With one decimal, and never less than it is. */
function minutesOf(seconds: number): number {
  return Math.ceil(seconds / 6) / 10;
}
