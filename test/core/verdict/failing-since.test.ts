import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluate } from '../../../core/verdict/evaluate.ts';
import { failingFor, updateFailingSince, type FailingSince } from '../../../core/verdict/failing-since.ts';
import { EVERYONE, documentOf, goodFacts, withUnknown, withValue } from '../sample-facts.ts';

const document = documentOf({ firewall: { level: 'block', graceSeconds: 60 } });
const bad = withValue('firewall', { enabled: false });
const unreadable = withUnknown('firewall', 'timed-out');

const findingsOf = (facts: typeof bad) =>
  evaluate({ facts, policy: { version: 1, document }, ...EVERYONE, failingForMs: {} }).findings;

/** What client and server both do at each measurement. */
function step(since: FailingSince, facts: typeof bad, nowMs: number) {
  const after = updateFailingSince(since, findingsOf(facts), nowMs);
  const verdict = evaluate({
    facts,
    policy: { version: 1, document },
    ...EVERYONE,
    failingForMs: failingFor(after, nowMs),
  });
  return { since: after, state: verdict.state, closesInMs: verdict.closesInMs };
}

describe('failing since', () => {
  it('counts grace from the first failure, not from the last measurement', () => {
    let now = step({}, bad, 1_000_000);
    expect(now).toMatchObject({ state: 'grace', closesInMs: 60_000 });
    now = step(now.since, bad, 1_059_999);
    expect(now).toMatchObject({ state: 'grace', closesInMs: 1 });
    now = step(now.since, bad, 1_060_000);
    expect(now.state).toBe('blocked');
  });

  it('does not start again when a failure becomes unreadable', () => {
    const first = step({}, bad, 0);
    expect(step(first.since, unreadable, 60_000).state).toBe('blocked');
  });

  it('starts again only after a pass', () => {
    const first = step({}, bad, 0);
    const passed = step(first.since, goodFacts, 30_000);
    expect(passed.since).toEqual({});
    expect(step(passed.since, bad, 40_000)).toMatchObject({ state: 'grace', closesInMs: 60_000 });
  });

  it('never gives more than the whole grace when the clock goes back, and closes on a time that is none', () => {
    expect(failingFor({ firewall: 1000 }, 500)).toEqual({ firewall: 0 });
    expect(step({ firewall: Number.NaN }, bad, 500).state).toBe('blocked');
    expect(step({}, bad, Number.NaN).state).toBe('blocked');
  });

  it('closes within the grace for any times of measurement at which nothing passes', () => {
    fc.assert(
      fc.property(
        fc.nat({ max: 1e12 }),
        fc.array(fc.tuple(fc.nat({ max: 30_000 }), fc.boolean()), { minLength: 1, maxLength: 30 }),
        (start, waits) => {
          let nowMs = start;
          let since: FailingSince = {};
          for (const [waitMs, readable] of waits) {
            const now = step(since, readable ? bad : unreadable, nowMs);
            expect(now.state).toBe(nowMs - start < 60_000 ? 'grace' : 'blocked');
            since = now.since;
            nowMs += waitMs;
          }
        },
      ),
    );
  });
});
