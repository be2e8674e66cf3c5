// @vitest-environment jsdom
import { cleanup } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { AppError } from '../../../core/errors.ts';
import { formatEnrolmentLink } from '../../../core/wire/enrolment-link.ts';
import { renderAgent } from '../support/render-agent.tsx';
import { views } from '../support/views.ts';

afterEach(cleanup);

const LINK = formatEnrolmentLink({ server: 'https://offhook.example', code: 'abcdefgh', key: 'a'.repeat(43) });

describe('Before joining', () => {
  it('one button joins the server that invited', async () => {
    const { screen, user, fake } = await renderAgent({ view: views.invited() });
    await user.click(screen.getByRole('button', { name: 'Join offhook.lindqvist.example' }));
    expect(fake.asked).toContainEqual({ channel: 'enrolment:join', args: { link: null } });
  });

  it('says what Offhook does and never does on this laptop', async () => {
    const { screen } = await renderAgent({ view: views.stranger() });
    expect(screen.getByRole('heading', { name: 'What it does' })).toBeDefined();
    expect(screen.getByText('It never runs while you are off shift.')).toBeDefined();
    expect(screen.queryByRole('navigation')).toBeNull();
  });

  it('a pasted link joins', async () => {
    const { screen, user, fake } = await renderAgent({ view: views.stranger() });
    await user.click(screen.getByRole('textbox', { name: 'Your Offhook link' }));
    await user.paste(`  ${LINK}\n`);
    await user.keyboard('{Enter}');
    expect(fake.asked).toContainEqual({ channel: 'enrolment:join', args: { link: LINK } });
  });

  it('a link that is none is refused at once, with what to do', async () => {
    const { screen, user, fake } = await renderAgent({ view: views.stranger() });
    await user.click(screen.getByRole('button', { name: 'Join' }));
    expect(await screen.findByText(/Paste the link from your IT’s message first/)).toBeDefined();
    await user.type(screen.getByRole('textbox', { name: 'Your Offhook link' }), 'https://example.com{Enter}');
    expect(await screen.findByText(/copy the whole link/)).toBeDefined();
    expect(fake.asked.some(({ channel }) => channel === 'enrolment:join')).toBe(false);
  });

  it.each([
    ['CODE_SPENT', /Ask your IT for a new one/],
    ['OFFLINE', /We couldn’t reach offhook.lindqvist.example/],
    ['BAD_SIGNATURE', /not the one that your link names/],
    ['TOO_MANY_REQUESTS', /Wait a minute/],
    ['UNAVAILABLE', /The server is being updated/],
  ] as const)('a refusal for %s says what to do', async (code, sentence) => {
    const { screen, user } = await renderAgent({
      view: views.invited(),
      refuse: { 'enrolment:join': new AppError(code, 'The server is being updated.') },
    });
    await user.click(screen.getByRole('button', { name: /^Join/ }));
    expect((await screen.findByRole('alert')).textContent).toMatch(sentence);
  });
});

describe('Settings', () => {
  it('say who, where, which rules and which version', async () => {
    const { screen } = await renderAgent({ view: views.ready(), page: 'settings' });
    for (const fact of ['Amara Okafor', '1001', 'Lindqvist Support', 'Baseline, version 7', '0.1.0'])
      expect(screen.getByText(fact)).toBeDefined();
  });

  it('ask before leaving, and leave nothing when the agent stays', async () => {
    const { screen, user, fake, navigation } = await renderAgent({ view: views.ready(), page: 'settings' });
    await user.click(screen.getByRole('button', { name: 'Leave Lindqvist Support' }));
    expect(screen.getByRole('dialog', { name: 'Leave Lindqvist Support on this laptop?' })).toBeDefined();
    expect(navigation.getState().overlays).toBe(1);
    await user.click(screen.getByRole('button', { name: 'Stay' }));
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(navigation.getState().overlays).toBe(0);
    expect(fake.asked.some(({ channel }) => channel === 'enrolment:leave')).toBe(false);
  });

  it('prove what leaving erased, on the page that comes after', async () => {
    const { screen, user, fake } = await renderAgent({ view: views.ready(), page: 'settings' });
    await user.click(screen.getByRole('button', { name: 'Leave Lindqvist Support' }));
    await user.click(screen.getByRole('button', { name: 'Leave and erase' }));
    fake.push('client:changed', views.stranger());
    expect(await screen.findByText('You have left. This was erased:')).toBeDefined();
    expect(screen.getByText('This laptop’s key')).toBeDefined();
    expect(screen.getByText('Everything that the work browser kept')).toBeDefined();
  });
});
