// @vitest-environment jsdom
import { cleanup, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { AppError } from '../../../core/errors.ts';
import { renderAgent } from '../support/render-agent.tsx';
import { fails, passes, view, views } from '../support/views.ts';

afterEach(cleanup);

describe('Home answers “can I take calls?”', () => {
  const answers: readonly (readonly [keyof typeof views, string | RegExp])[] = [
    ['ready', 'Ready for calls'],
    ['offShift', 'You’re off shift'],
    ['blocked', 'Two things to fix before you can take calls'],
    ['unclear', 'One thing we couldn’t check keeps your line closed'],
    ['grace', 'Your line closes in 12 min unless the VPN comes back'],
    ['closing', 'Your line closes when this call ends, or in 4 min'],
    ['opening', 'Opening your line…'],
    ['measuring', 'Checking your laptop…'],
    ['offline', 'We lost the connection to your company’s server'],
    ['revoked', 'Your company has closed your line'],
    ['phoneMissing', 'Your laptop is fine, but there is no phone to open'],
  ];
  it.each(answers)('with one sentence when %s', async (name, sentence) => {
    const { screen } = await renderAgent({ view: views[name]() });
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe(sentence);
  });

  it('and changes the answer as soon as the main process says so', async () => {
    const { screen, fake } = await renderAgent({ view: views.blocked() });
    fake.push('client:changed', views.ready());
    expect(await screen.findByRole('heading', { level: 1, name: 'Ready for calls' })).toBeDefined();
  });

  it('names the check that is counting down', async () => {
    const inGrace = { ...fails.vpnInGrace, check: 'diskEncryption', evidence: fails.diskEncryption.evidence } as const;
    const { screen } = await renderAgent({
      view: view({ verdict: { state: 'grace', policyVersion: 7, closesInMs: 45_000, findings: [inGrace] } }),
    });
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe(
      'Your line closes in 45 sec unless you fix this: Disk encryption',
    );
  });
});

describe('Home’s one button', () => {
  it('starts the shift', async () => {
    const { screen, user, fake } = await renderAgent({ view: views.offShift() });
    await user.click(screen.getByRole('button', { name: 'Start shift' }));
    expect(fake.asked).toContainEqual({ channel: 'shift:set', args: { on: true } });
  });

  it('checks again, and says that it is checking until there is an answer', async () => {
    const { screen, user, fake } = await renderAgent({ view: views.blocked(), hang: ['posture:recheck'] });
    await user.click(screen.getByRole('button', { name: 'Check again' }));
    const busy = await screen.findByRole('button', { name: 'Checking…' });
    expect(busy.getAttribute('aria-busy')).toBe('true');
    await user.click(busy);
    expect(fake.asked.filter(({ channel }) => channel === 'posture:recheck')).toHaveLength(1);
  });

  it('says what went wrong when it was refused', async () => {
    const { screen, user } = await renderAgent({
      view: views.offShift(),
      refuse: { 'shift:set': new AppError('UNAVAILABLE', 'Offhook is still starting; try again in a moment.') },
    });
    await user.click(screen.getByRole('button', { name: 'Start shift' }));
    expect((await screen.findByRole('alert')).textContent).toContain('still starting; try again in a moment');
  });
});

describe('The checks', () => {
  it('are grouped as to fix, watching and fine, and the fine ones are folded away', async () => {
    const { screen, user } = await renderAgent({ view: views.blocked() });
    expect(screen.getAllByRole('heading', { level: 2 }).map((heading) => heading.textContent)).toEqual([
      'To fix',
      'Watching',
      '1 thing is fine',
    ]);
    expect(screen.queryByText('The VPN is connected (wg0).')).toBeNull();
    await user.click(screen.getByRole('button', { name: '1 thing is fine' }));
    expect(screen.getByText('The VPN is connected (wg0).')).toBeDefined();
  });

  it('open to why it matters, the steps for this system, and what we look at', async () => {
    const { screen, user } = await renderAgent({ view: views.blocked() });
    await user.click(screen.getByRole('button', { name: /System updates/ }));
    expect(screen.getByText(/Attackers use holes/)).toBeDefined();
    const steps = within(screen.getByRole('heading', { name: 'How to fix it' }).parentElement ?? document.body);
    expect(steps.getAllByRole('listitem').map((item) => item.textContent)[1]).toBe('Restart if it asks you to.');
    expect(screen.getByText(/Not which programs you have/)).toBeDefined();
    expect(screen.getByText('Last checked')).toBeDefined();
  });

  it('open one at a time', async () => {
    const { screen, user } = await renderAgent({ view: views.blocked() });
    await user.click(screen.getByRole('button', { name: /Disk encryption/ }));
    await user.click(screen.getByRole('button', { name: /System updates/ }));
    expect(screen.getAllByRole('heading', { name: 'How to fix it' })).toHaveLength(1);
  });

  it('have a button to the right settings page only where the system has one', async () => {
    const { screen, user, fake } = await renderAgent({ view: { ...views.blocked(), platform: 'windows' } });
    await user.click(screen.getByRole('button', { name: /Disk encryption/ }));
    await user.click(screen.getByRole('button', { name: 'Open settings' }));
    expect(fake.asked).toContainEqual({ channel: 'settings:open', args: { page: 'disk-encryption' } });
    cleanup();
    const linux = await renderAgent({ view: views.blocked() });
    await linux.user.click(linux.screen.getByRole('button', { name: /Disk encryption/ }));
    expect(linux.screen.queryByRole('button', { name: 'Open settings' })).toBeNull();
  });

  it('say that what could not be read keeps the line closed', async () => {
    const { screen, user } = await renderAgent({ view: views.unclear() });
    await user.click(screen.getByRole('button', { name: /Firewall/ }));
    expect(screen.getByText(/because we can’t be sure/)).toBeDefined();
    expect(screen.getByText('Can’t tell')).toBeDefined();
  });

  it('survive a sentence that this version does not know', async () => {
    const strange = { ...passes.vpn, status: 'fail', effect: 'closes', evidence: { key: 'evidence.new' } } as const;
    const { screen } = await renderAgent({
      view: view({ verdict: { state: 'blocked', policyVersion: 8, closesInMs: null, findings: [strange] } }),
    });
    expect(screen.getByRole('button', { name: /Company VPN/ })).toBeDefined();
  });
});

describe('Notices on Home', () => {
  it('say that an enrolment in memory is lost when Offhook closes', async () => {
    const { screen } = await renderAgent({ view: views.memoryOnly() });
    expect(screen.getByText('You will have to join again next time')).toBeDefined();
  });

  it('say the last problem in words, and an unknown one by its key for IT', async () => {
    const { screen, fake } = await renderAgent({ view: views.revoked() });
    expect(screen.getByText(/signed in on another laptop/)).toBeDefined();
    fake.push('client:changed', view({ problem: 'problem.from-the-future' }));
    expect(await screen.findByText(/tell them: problem.from-the-future/)).toBeDefined();
  });
});

describe('While Offhook starts', () => {
  it('says so, and what to do when it can’t', async () => {
    const { screen } = await renderAgent({ view: views.ready(), hang: ['client:read'] });
    expect(screen.getByText('Starting Offhook…')).toBeDefined();
    cleanup();
    const failed = await renderAgent({
      view: views.ready(),
      refuse: { 'client:read': new AppError('INTERNAL', 'The store is locked.') },
    });
    expect((await failed.screen.findByRole('alert')).textContent).toContain('The store is locked.');
  });
});
