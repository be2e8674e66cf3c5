import { ALERT_KINDS } from '../../../core/wire/alerts.ts';
import type { WebList } from '../../../core/wire/lists.ts';
import { uuid } from './fake-findings.ts';
import { createFakeWorld, FAKE_POLICY, fakeRow, type FakeWorld } from './fake-world.ts';

/** A day on which everything happens at once: a rollout under way, a draft that waits, each kind of alert, lists of every state. */
export function busyWorld(): FakeWorld {
  const world = createFakeWorld({ role: 'it', devices: 24 });
  const at = (minutesAgo: number): string => new Date(world.nowMs - minutesAgo * 60_000).toISOString();
  const none = { newlyBlocked: 0, newlyInGrace: 0, newlyPassing: 0 };
  const list = {
    format: 'auto',
    isEnabled: true,
    etag: null,
    askedAt: world.nowMs - 4 * 60_000,
    changedAt: world.nowMs - 300 * 60_000,
    bytes: 4_200_000,
    rules: 184_200,
    report: { refused: 1, refusedByReason: { odd: 1 }, samples: [{ line: 3, text: '/(a+/', reason: 'odd' }] },
    problem: null,
  } satisfies Partial<WebList>;
  return {
    ...world,
    alerts: ALERT_KINDS.map((kind, index) => ({
      id: uuid(800 + index),
      kind,
      subject: kind.startsWith('rollout') || kind.startsWith('policy') ? 'version 7' : uuid(10_001 + index),
      agent:
        kind.startsWith('rollout') || kind.startsWith('policy') ? null : 'Maximiliane von Hohenstein-Schwarzenberg',
      details: {},
      at: at(index * 50),
      state: index === 4 ? 'closed' : 'open',
    })),
    impact: {
      total: { newlyBlocked: 2, newlyInGrace: 1, newlyPassing: 1, unchanged: 18, unknown: 2 },
      byGroup: [
        { group: 'Cards', ...none, newlyBlocked: 2, unchanged: 10, unknown: 2 },
        { group: null, ...none, newlyInGrace: 1, newlyPassing: 1, unchanged: 8, unknown: 0 },
      ],
      byCheck: [{ check: 'vpn', ...none, newlyBlocked: 2 }],
      list: [1, 2].map((n) => ({
        deviceId: fakeRow(n, world.nowMs).deviceId,
        agent: fakeRow(n, world.nowMs).agent.name,
        group: 'Cards',
        change: 'newly-blocked',
        checks: ['vpn'],
      })),
    },
    drafts: [
      {
        id: uuid(901),
        author: 'Olaf Nilsen',
        basedOn: world.policy.version,
        note: 'Shorter lease for the weekend',
        revision: 4,
        savedAt: at(90),
        may: { save: false, approve: true },
        document: { ...FAKE_POLICY, phone: { ...FAKE_POLICY.phone, leaseSeconds: 60 } },
        stages: null,
      },
    ],
    rollout: {
      version: world.policy.version,
      state: 'halted',
      stages: [5, 25, 100].map((percent, index) => ({ percent, afterMinutes: index === 0 ? 0 : 60 })),
      stage: 1,
      stageAt: at(30),
      nextAt: null,
      has: 6,
      blocked: 3,
      expected: 1,
      haltPercent: 2,
      why: 'blocks-more',
    },
    webLists: {
      lists: [
        {
          ...list,
          id: uuid(60_000),
          name: 'Phishing feed',
          category: 'phishing',
          url: 'https://lists.example/feed.txt',
        },
        {
          ...list,
          id: uuid(60_001),
          name: 'Malware hosts with quite a long name',
          category: 'malware',
          url: 'https://lists.example/a/rather/long/path/to/a/list/of/hosts.txt',
          problem: 'The list would go from 4200 rules to 3 at once, so the text before stays in use.',
        },
        { ...list, id: uuid(60_002), name: 'Own', category: 'other', url: null, isEnabled: false, report: null },
      ],
      refused: [
        { category: 'phishing', count: 5 },
        { category: 'malware', count: 1204 },
      ],
      release: { version: 12, names: 184_200, expiresAt: at(-10_000) },
    },
  };
}
