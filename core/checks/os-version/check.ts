import { z } from 'zod';
import type { FactValues } from '../../facts/catalogue.ts';
import { defineCheck, type Outcome } from '../check.ts';
import { whenKnown } from '../known.ts';
import { VERSION_PATTERN } from '../version.ts';
import { endOfLifeOf, type EndOfLifeDate } from './end-of-life.ts';
import { meetsMinimum, type Minimum } from './minimum.ts';

const version = z.string().max(60).regex(VERSION_PATTERN, 'must be digits and dots, such as "14.7.1"');
const day = z
  .string()
  .max(10)
  .regex(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, 'must be a day such as "2027-04-30"');
/** As the system itself says it: `windows`, `macos`, or ID of /etc/os-release. */
const systemId = z
  .string()
  .max(40)
  .regex(/^[a-z0-9][a-z0-9._-]*$/, 'must be "windows", "macos" or the ID of /etc/os-release, such as "ubuntu"');

/** A version as the system says it, with letters where its maker uses them: 22H2, 24.04, 19045. */
const release = z
  .string()
  .max(32)
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/, 'must be a version as the system says it, such as "22H2" or "24.04"');

const minimumList = (describe: string) => z.array(version).max(32).default([]).describe(describe);

/**
 * The system is one that its maker still supports, and no older than the company's own minimum. The dates that ship with the client say
 * whether it is supported; the policy's own dates come before them, and are compared with the day on which the laptop looked.
 */
export const osVersion = defineCheck({
  id: 'osVersion',
  facts: ['os'],
  maxAgeMs: 2 * 60 * 60_000,
  parameters: z.strictObject({
    allowEndOfLife: z.boolean().default(false).describe('Accept a system that its maker no longer supports.'),
    minimum: z
      .strictObject({
        windows: minimumList(
          'Lowest builds, such as "22631.4460": one for each release that is accepted. A release that is not listed must be newer than all of them.',
        ),
        macos: minimumList(
          'Lowest versions, such as "14.7.1": one for each release that is accepted. A release that is not listed must be newer than all of them.',
        ),
        linux: z
          .array(z.strictObject({ id: systemId, version }))
          .max(64)
          .default([])
          .describe('Lowest version of a distribution, by its ID in /etc/os-release. One that is not listed has none.'),
      })
      .prefault({})
      .describe('The oldest versions that the company accepts.'),
    endOfLife: z
      .array(z.strictObject({ id: systemId, version: release, date: day }))
      .max(256)
      .default([])
      .describe(
        'Last day of support, for a version (or, on Windows, a build) and all that begin with it. Comes before the dates that ship with Offhook: for new releases, and for support that was bought.',
      ),
  }),
  settingsPage: 'updates',
  platforms: ['linux', 'macos', 'windows'],
  controls: {
    pciDss: ['6.3.3'],
    hipaa: ['164.308(a)(1)(ii)(B)'],
    gdpr: ['Art. 32(1)(b)'],
    ccpa: [],
    iso27001: ['A.8.1', 'A.8.8'],
    nist800171: ['3.14.1'],
  },
  judge: (facts, parameters) => whenKnown(facts, 'os', (os) => judgeOs(os, parameters)),
});

interface Parameters {
  readonly allowEndOfLife: boolean;
  readonly minimum: Minimum;
  readonly endOfLife: readonly EndOfLifeDate[];
}

function judgeOs(os: FactValues['os'], { allowEndOfLife, minimum, endOfLife }: Parameters): Outcome {
  const values = { name: os.name };
  const ended = endOfLifeOf(os, endOfLife);
  if (ended === true && !allowEndOfLife)
    return { status: 'fail', evidence: { key: 'evidence.osVersion.endOfLife', values } };
  const enough = meetsMinimum(os, minimum);
  if (enough === false) return { status: 'fail', evidence: { key: 'evidence.osVersion.tooOld', values } };
  if (enough === null)
    return { status: 'unknown', reason: 'unreadable', evidence: { key: 'evidence.osVersion.versionUnclear', values } };
  if (ended === null && !allowEndOfLife)
    return { status: 'unknown', reason: 'unreadable', evidence: { key: 'evidence.osVersion.supportUnclear' } };
  if (ended === false) return { status: 'pass', evidence: { key: 'evidence.osVersion.supported', values } };
  return { status: 'pass', evidence: { key: 'evidence.osVersion.accepted', values } };
}
