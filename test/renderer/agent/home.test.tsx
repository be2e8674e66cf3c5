// @vitest-environment jsdom
import { cleanup, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { CHECK_IDS } from '../../../core/checks/catalogue.ts';
import { AppError } from '../../../core/errors.ts';
import { en } from '../../../core/text/en.ts';
import { isEndingSoon } from '../../../renderer/agent/home/waiver-of.ts';
import { supportReport } from '../support/fake-client.ts';
import { renderAgent } from '../support/render-agent.tsx';
import { fails, finding, passes, view, views, waived } from '../support/views.ts';

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

  it('have a button to the right settings page only where this very system has one', async () => {
    const { screen, user, fake } = await renderAgent({
      view: { ...views.blocked(), platform: 'windows', settingsPages: ['disk-encryption'] },
    });
    await user.click(screen.getByRole('button', { name: /Disk encryption/ }));
    await user.click(screen.getByRole('button', { name: 'Open settings' }));
    expect(fake.asked).toContainEqual({ channel: 'settings:open', args: { page: 'disk-encryption' } });
    await user.click(screen.getByRole('button', { name: /System updates/ }));
    expect(screen.queryByRole('button', { name: 'Open settings' })).toBeNull();
  });

  it('say it when a settings page could not be opened after all', async () => {
    const { screen, user } = await renderAgent({
      view: { ...views.blocked(), settingsPages: ['updates'] },
      refuse: { 'settings:open': new AppError('UNAVAILABLE', 'Gone.') },
    });
    await user.click(screen.getByRole('button', { name: /System updates/ }));
    await user.click(screen.getByRole('button', { name: 'Open settings' }));
    expect(await screen.findByText(/We couldn’t open that page/)).toBeDefined();
  });

  it('give the steps of this very version of the system', async () => {
    const failing = finding({ check: 'screenLock', status: 'fail', effect: 'closes' });
    const verdict = { state: 'blocked', policyVersion: 1, closesInMs: null, findings: [failing] } as const;
    const windows = (build: string) =>
      view({
        platform: 'windows',
        system: { id: 'windows', version: null, build },
        verdict: { ...verdict, findings: [failing] },
      });
    const first = async (build: string) => {
      const { screen, user } = await renderAgent({ view: windows(build) });
      await user.click(screen.getByRole('button', { name: /Screen lock/i }));
      const [step] = within(screen.getByRole('heading', { name: 'How to fix it' }).parentElement ?? document.body)
        .getAllByRole('listitem')
        .map((item) => item.textContent);
      cleanup();
      return step;
    };
    expect(await first('19045.1')).toBe(en['fix.screenLock.windows-10.1']);
    expect(await first('26100.1')).toBe(en['fix.screenLock.windows.1']);
  });

  it('show how far an encryption is', async () => {
    const { screen, user } = await renderAgent({ view: views.waived() });
    await user.click(screen.getByRole('button', { name: /Disk encryption/ }));
    const bar = screen.getByRole('progressbar', { name: 'Progress: Disk encryption' });
    expect(bar.getAttribute('value')).toBe('41');
    expect(screen.getByText(/goes on by itself/)).toBeDefined();
  });

  it('say that what could not be read keeps the line closed', async () => {
    const { screen, user } = await renderAgent({ view: views.unclear() });
    await user.click(screen.getByRole('button', { name: /Firewall/ }));
    expect(screen.getByText(/because we can’t be sure/)).toBeDefined();
    expect(screen.getByText('Can’t tell')).toBeDefined();
    expect(screen.getByRole('heading', { name: 'What helps when we can’t tell' })).toBeDefined();
    expect(screen.getByText(en['fix.unknown.needs-rights.1'])).toBeDefined();
  });

  it('survive a sentence that this version does not know', async () => {
    const strange = { ...passes.vpn, status: 'fail', effect: 'closes', evidence: { key: 'evidence.new' } } as const;
    const { screen } = await renderAgent({
      view: view({ verdict: { state: 'blocked', policyVersion: 8, closesInMs: null, findings: [strange] } }),
    });
    expect(screen.getByRole('button', { name: /Company VPN/ })).toBeDefined();
  });
});

describe('An exception', () => {
  it('is shown with who made it, why, and until when, and leaves the line alone', async () => {
    const { screen, user } = await renderAgent({ view: views.waived() });
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Ready for calls');
    expect(screen.getAllByRole('heading', { level: 2 })[0]?.textContent).toBe('Watching');
    await user.click(screen.getByRole('button', { name: /Disk encryption/ }));
    expect(screen.getByText('Sam Okafor approved it: “A new disk is on its way”')).toBeDefined();
    expect(screen.getByText(/doesn’t close your line for another 2 hr, until/)).toBeDefined();
  });

  it('announces its end ten minutes before, or a tenth of its length', async () => {
    const { screen, user } = await renderAgent({ view: views.waiverEnds() });
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe(
      'Your line closes in 8 min unless you fix this: Disk encryption',
    );
    expect(screen.getAllByRole('heading', { level: 2 })[0]?.textContent).toBe('To fix');
    await user.click(screen.getByRole('button', { name: /Disk encryption/ }));
    expect(screen.getByText('The exception ends in 8 min')).toBeDefined();
    const { waivers, finding: excepted } = waived(9 * 60_000);
    const long = [{ ...waivers[0], lengthMs: 24 * 3_600_000 }] as typeof waivers;
    expect(isEndingSoon(excepted, waivers)).toBe(true);
    expect(isEndingSoon(waived(11 * 60_000).finding, waivers)).toBe(false);
    expect(isEndingSoon(waived(2 * 3_600_000).finding, long)).toBe(true);
    expect(isEndingSoon(waived(3 * 3_600_000).finding, long)).toBe(false);
    expect(isEndingSoon({ ...excepted, level: 'warn' }, waivers)).toBe(false);
  });
});

describe('With all the checks there are', () => {
  it('Home stays calm: what is fine is one line, and what is only noted comes last', async () => {
    const { screen } = await renderAgent({ view: views.everything() });
    const groups = screen.getAllByRole('heading', { level: 2 }).map((heading) => heading.textContent);
    expect(groups).toEqual(['To fix', 'Watching', `${CHECK_IDS.length - 6} things are fine`]);
    const lines = screen.getAllByRole('heading', { level: 3 }).map((heading) => heading.textContent ?? '');
    expect(lines).toHaveLength(6);
    expect(lines[0]).toContain(en['check.remoteControl.name']);
    expect(lines.at(-1)).toContain(en['check.securityChip.name']);
  });
});

describe('“I can’t fix this”', () => {
  async function openForm(overrides: Partial<Parameters<typeof renderAgent>[0]> = {}) {
    const rendered = await renderAgent({ view: views.blocked(), ...overrides });
    await rendered.user.click(rendered.screen.getByRole('button', { name: /System updates/ }));
    await rendered.user.click(rendered.screen.getByRole('button', { name: 'I can’t fix this' }));
    return rendered;
  }
  const sent = (fake: { readonly asked: readonly { readonly channel: string; readonly args: unknown }[] }) =>
    fake.asked.filter(({ channel }) => channel === 'help:ask').map(({ args }) => args);

  it('shows all that IT would get before anything is sent, and sends just that', async () => {
    const { screen, user, fake } = await openForm();
    await user.type(screen.getByRole('textbox', { name: /What have you tried/ }), 'Restarted twice ');
    await user.click(screen.getByRole('button', { name: 'What we saw, as it is sent' }));
    const shown: unknown = JSON.parse(
      screen.getByRole('region', { name: 'What we saw, as it is sent' }).textContent ?? '',
    );
    expect(sent(fake)).toEqual([]);
    // What the laptop says meanwhile does not change what was read.
    fake.push('client:changed', views.grace());
    fake.push('client:changed', views.blocked());
    await user.click(screen.getByRole('button', { name: 'Send to IT' }));
    expect(await screen.findByText('Your IT knows now')).toBeDefined();
    expect(sent(fake)).toEqual([{ check: 'osUpdates', message: 'Restarted twice', evidence: shown, report: null }]);
  });

  it('sends a report only after it was shown, and only if it is still wanted', async () => {
    const { screen, user, fake } = await openForm();
    await user.click(screen.getByRole('button', { name: 'Make a report' }));
    expect(await screen.findByText(/What 2 programs of the system answered/)).toBeDefined();
    await user.click(screen.getByRole('button', { name: /The whole file/ }));
    expect(screen.getByRole('region', { name: 'The whole file' }).textContent).toBe(supportReport().raw);
    await user.click(screen.getByRole('switch', { name: 'Send the report along' }));
    await user.click(screen.getByRole('switch', { name: 'Send the report along' }));
    await user.click(screen.getByRole('button', { name: 'Send to IT' }));
    expect(sent(fake)).toMatchObject([{ report: supportReport().id }]);
    cleanup();
    const without = await openForm();
    await without.user.click(without.screen.getByRole('button', { name: 'Make a report' }));
    await without.user.click(await without.screen.findByRole('switch', { name: 'Send the report along' }));
    await without.user.click(without.screen.getByRole('button', { name: 'Send to IT' }));
    expect(sent(without.fake)).toMatchObject([{ report: null }]);
  });

  it('says what went wrong, and keeps what was written', async () => {
    const { screen, user } = await openForm({ refuse: { 'help:ask': new AppError('OFFLINE', 'You are offline.') } });
    await user.type(screen.getByRole('textbox', { name: /What have you tried/ }), 'All');
    await user.click(screen.getByRole('button', { name: 'Send to IT' }));
    expect(await screen.findByText(/You are offline\./)).toBeDefined();
    expect((screen.getByRole('textbox', { name: /What have you tried/ }) as HTMLTextAreaElement).value).toBe('All');
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
