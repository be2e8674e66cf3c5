import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CHECK_IDS } from '../../core/checks/catalogue.ts';
import { eachFact, type Facts } from '../../core/facts/catalogue.ts';
import { policyDocumentSchema } from '../../core/policy/schema.ts';
import { evaluate } from '../../core/verdict/evaluate.ts';
import { goodFacts, withUnknown, withValue } from '../core/sample-facts.ts';

/** One evaluation of every check there is, in microseconds: the median over rounds, with a plain walk over the same facts beside it. */
const document = policyDocumentSchema.parse({
  schema: 'offhook-policy/1',
  name: 'bench',
  checks: Object.fromEntries(CHECK_IDS.map((id) => [id, { level: 'block', graceSeconds: 600 }])),
  audiences: [{ name: 'Linux', platforms: ['linux'], checks: { vpn: { level: 'warn' } } }],
});
const policy = { version: 1, document };
const who = { group: 'Cards', platform: 'linux' } as const;
const laptops: readonly Facts[] = [
  goodFacts,
  withValue('firewall', { enabled: false }),
  withUnknown('vpn', 'timed-out'),
  withValue('osUpdates', { securityPending: 3 }),
];

const ROUNDS = 31;
const EACH = 5_000;
let sink = 0;

function microseconds(work: (facts: Facts) => number): number {
  const times = Array.from({ length: ROUNDS }, () => {
    const started = performance.now();
    for (let index = 0; index < EACH; index += 1) sink += work(laptops[index % laptops.length] ?? goodFacts);
    return ((performance.now() - started) * 1000) / EACH;
  }).sort((a, b) => a - b);
  return times[ROUNDS >> 1] ?? Number.NaN;
}

const evaluateUs = microseconds(
  (facts) => evaluate({ facts, policy, who, waivers: [], failingForMs: { vpn: 1000 } }).findings.length,
);
const walkUs = microseconds((facts) => {
  let known = 0;
  eachFact((key) => {
    if (facts[key].status === 'known') known += 1;
    return null;
  });
  return known;
});
const { version } = JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8')) as {
  version: string;
};
process.stdout.write(
  `${JSON.stringify({ bench: 'verdict', version, checks: CHECK_IDS.length, rounds: ROUNDS, evaluateUs, walkUs, ratio: evaluateUs / walkUs, sink }, null, 2)}\n`,
);
