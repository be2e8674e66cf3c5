// @vitest-environment jsdom
import { cleanup, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { createFakeWorld, FAKE_POLICY, fakeRow } from './fake-world.ts';
import { uuid } from './fake-findings.ts';
import { renderConsole } from './render-console.tsx';

const blocked = {
  total: { newlyBlocked: 212, newlyInGrace: 3, newlyPassing: 0, unchanged: 780, unknown: 5 },
  byGroup: [{ group: 'Cards', newlyBlocked: 212, newlyInGrace: 3, newlyPassing: 0, unchanged: 10, unknown: 5 }],
  byCheck: [{ check: 'vpn' as const, newlyBlocked: 212, newlyInGrace: 3, newlyPassing: 0 }],
  list: [
    {
      deviceId: fakeRow(0, 0).deviceId,
      agent: 'Amara Okafor',
      group: 'Cards',
      change: 'newly-blocked' as const,
      checks: ['vpn' as const],
    },
  ],
};

async function review(world: ReturnType<typeof createFakeWorld>) {
  const shown = renderConsole(world, '/policies');
  const vpn = await screen.findByRole('region', { name: 'Company VPN' });
  await shown.user.click(within(vpn).getByRole('radio', { name: 'Warn' }));
  await shown.user.click(screen.getByRole('button', { name: 'Review change' }));
  const dialog = await screen.findByRole('dialog', { name: 'Review before publishing' });
  return { ...shown, dialog };
}

describe('A change before it is published', () => {
  it('the review says how many it would block, by team and check, and whose laptops they are', async () => {
    const { user, dialog } = await review({ ...createFakeWorld({ role: 'it', devices: 3 }), impact: blocked });
    const impact = within(within(dialog).getByRole('region', { name: 'What this would do' }));
    expect(await impact.findByText('212 laptops newly blocked')).toBeTruthy();
    expect(impact.getByText('5 can’t be told')).toBeTruthy();
    await user.click(impact.getByRole('button', { name: 'By team' }));
    expect(impact.getByRole('row', { name: /Cards 212 3 0/ })).toBeTruthy();
    await user.click(impact.getByRole('button', { name: 'Whose laptops' }));
    expect(impact.getByText('Amara Okafor · Cards')).toBeTruthy();
  });

  it('the page can be sent out in steps', async () => {
    const { user, dialog, requests } = await review(createFakeWorld({ role: 'it', devices: 3 }));
    await user.selectOptions(within(dialog).getByRole('combobox', { name: 'How it reaches people' }), 'daily');
    await user.type(within(dialog).getByLabelText('Why this change'), 'VPN outage');
    await user.click(within(dialog).getByRole('button', { name: 'Publish the first step' }));
    await screen.findByText(/Version 8 is published/);
    expect(requests.find(({ method, path }) => method === 'POST' && path === '/api/policy')?.body).toMatchObject({
      stages: [
        { percent: 5, afterMinutes: 0 },
        { percent: 25, afterMinutes: 1440 },
        { percent: 100, afterMinutes: 1440 },
      ],
    });
  });

  it('the page goes to somebody else where the policy asks for two people', async () => {
    const world = createFakeWorld({ role: 'it', devices: 3 });
    world.twoPeople = true;
    const { user, dialog, requests } = await review(world);
    await user.type(within(dialog).getByLabelText('Why this change'), 'VPN outage');
    await user.click(await within(dialog).findByRole('button', { name: 'Send for approval' }));
    expect(await screen.findByText('Sent. Somebody else of IT can approve it now.')).toBeTruthy();
    expect(requests.some(({ method, path }) => method === 'POST' && path === '/api/policy')).toBe(false);
    const waiting = await screen.findByRole('region', { name: 'Saved drafts' });
    await user.click(within(waiting).getByRole('button', { name: 'Look it over' }));
    expect(await screen.findByText(/somebody else of IT must approve it/)).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Approve and publish' })).toHaveProperty('disabled', true);
  });
});

it('lets another person approve a draft after a look at what it changes', async () => {
  const world = createFakeWorld({ role: 'it', devices: 3 });
  world.twoPeople = true;
  world.drafts = [
    {
      id: uuid(901),
      author: 'Olaf',
      basedOn: world.policy.version,
      note: 'Shorter lease',
      revision: 4,
      savedAt: new Date(world.nowMs).toISOString(),
      may: { save: false, approve: true },
      document: { ...FAKE_POLICY, phone: { ...FAKE_POLICY.phone, leaseSeconds: 60 } },
      stages: null,
    },
  ];
  const { user, requests } = renderConsole(world, '/policies');
  await user.click(await screen.findByRole('button', { name: 'Look it over' }));
  const dialog = await screen.findByRole('dialog', { name: 'Draft of Olaf' });
  expect(await within(dialog).findAllByRole('row')).toHaveLength(2);
  await user.click(within(dialog).getByRole('button', { name: 'Approve and publish' }));
  expect(await screen.findByText('Approved and published.')).toBeTruthy();
  expect(requests.find(({ path }) => path.endsWith('/approve'))?.body).toEqual({ revision: 4 });
});

describe('A rollout', () => {
  it('shows how far it has come, and can be stopped by IT alone', async () => {
    const world = createFakeWorld({ role: 'it', devices: 3 });
    world.rollout = {
      version: 7,
      state: 'running',
      stages: [5, 25, 100].map((percent) => ({ percent, afterMinutes: 0 })),
      stage: 1,
      stageAt: new Date(world.nowMs).toISOString(),
      nextAt: null,
      has: 40,
      blocked: 3,
      expected: 2,
      haltPercent: 2,
      why: null,
    };
    const { user } = renderConsole(world, '/policies');
    expect(await screen.findByText('Version 7 is on its way: 25 % of the laptops')).toBeTruthy();
    expect(screen.getByText('40 laptops have it. It blocks 3; 2 were expected.')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Stop' }));
    expect(await screen.findByText('Version 7 has stopped at 25 %')).toBeTruthy();
    cleanup();
    world.signedInAs = {
      ...(world.signedInAs ?? createFakeWorld({ role: 'auditor' }).people[0]),
      role: 'auditor',
    } as never;
    renderConsole(world, '/policies');
    expect(await screen.findByText('Version 7 has stopped at 25 %')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Go on all the same' })).toBeNull();
  });
});

it('shows what went wrong until somebody closes it', async () => {
  const world = createFakeWorld({ role: 'supervisor', devices: 3 });
  const at = new Date(world.nowMs).toISOString();
  world.alerts = [
    {
      id: uuid(801),
      kind: 'break-glass-used',
      subject: uuid(10_000),
      agent: 'Amara Okafor',
      details: {},
      at,
      state: 'open',
    },
    {
      id: uuid(802),
      kind: 'rollout-halted',
      subject: 'version 2',
      agent: null,
      details: { has: 9 },
      at,
      state: 'open',
    },
  ];
  const { user } = renderConsole(world, '/alerts');
  expect(await screen.findByRole('link', { name: /Alerts 2/ })).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Close A break-glass code was used' }));
  expect(await screen.findByText('The alert was closed.')).toBeTruthy();
  expect(await screen.findByRole('link', { name: /Alerts 1/ })).toBeTruthy();
});

it('makes a break-glass code for a laptop that is blocked, with a reason, and shows it once', async () => {
  const world = createFakeWorld({ role: 'supervisor', devices: 3 });
  world.devices = [fakeRow(0, world.nowMs, { verdict: 'blocked', phone: 'closed' })];
  const { user, requests } = renderConsole(world, `/floor/${uuid(10_000)}`);
  await user.click(await screen.findByRole('button', { name: 'Break-glass code' }));
  await user.click(screen.getByRole('button', { name: 'Make a code' }));
  expect(screen.getByText('Say in a few words why.')).toBeTruthy();
  await user.type(screen.getByRole('textbox', { name: 'Why' }), 'Storm');
  await user.click(screen.getByRole('button', { name: 'Make a code' }));
  expect(await screen.findByText('4x7kq-9mw2d-h8rtz')).toBeTruthy();
  expect(requests.find(({ path }) => path.endsWith('/break-glass'))?.body).toEqual({ reason: 'Storm' });
});
