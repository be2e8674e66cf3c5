// @vitest-environment jsdom
import { act as inAct, cleanup } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { AppError } from '../../../core/errors.ts';
import { holdOverlay } from '../../../renderer/agent/shell/navigation-store.ts';
import { renderAgent } from '../support/render-agent.tsx';
import { view, views } from '../support/views.ts';
import { blockedPage, failedPage, sitePage, webPage } from '../support/web-pages.ts';

afterEach(cleanup);

const onWeb = { view: views.ready(), page: 'web' } as const;
const placed = (asked: readonly { channel: string; args: unknown }[]): unknown[] =>
  asked.filter(({ channel }) => channel === 'web:place').map(({ args }) => args);

describe('The work browser', () => {
  it('opens what was typed, with https where no scheme was given', async () => {
    const { screen, user, fake } = await renderAgent(onWeb);
    await user.type(screen.getByRole('textbox', { name: 'Address' }), 'desk.example/queue{Enter}');
    expect(fake.asked).toContainEqual({ channel: 'web:open', args: { url: 'https://desk.example/queue' } });
  });

  it('asks for an address instead of searching', async () => {
    const { screen, user, fake } = await renderAgent(onWeb);
    await user.type(screen.getByRole('textbox', { name: 'Address' }), 'how do I{Enter}');
    expect(await screen.findByText(/not an address/)).toBeDefined();
    expect(fake.asked.some(({ channel }) => channel === 'web:open')).toBe(false);
  });

  it('offers the company’s start page', async () => {
    const { screen, user, fake } = await renderAgent(onWeb);
    await user.click(screen.getByRole('button', { name: 'Open desk.lindqvist.example' }));
    expect(fake.asked).toContainEqual({
      channel: 'web:open',
      args: { url: 'https://desk.lindqvist.example/queue' },
    });
  });

  it('goes back and reloads, and has no forward where there is none', async () => {
    const { screen, user, fake } = await renderAgent({ ...onWeb, web: sitePage() });
    await user.click(screen.getByRole('button', { name: 'Back' }));
    await user.click(screen.getByRole('button', { name: 'Reload' }));
    expect(screen.getByRole('button', { name: 'Forward' })).toHaveProperty('disabled', true);
    expect(fake.asked).toContainEqual({ channel: 'web:go', args: { where: 'back' } });
    expect(fake.asked).toContainEqual({ channel: 'web:go', args: { where: 'reload' } });
  });

  it('gives the site its place, takes it back under a dialog, and again when the page is left', async () => {
    const { fake, navigation } = await renderAgent({ ...onWeb, web: sitePage() });
    expect(placed(fake.asked)).toEqual([{ bounds: { x: 0, y: 0, width: 0, height: 0 } }]);
    let release = (): void => undefined;
    inAct(() => {
      release = holdOverlay(navigation);
    });
    expect(placed(fake.asked).at(-1)).toEqual({ bounds: null });
    inAct(() => release());
    expect(placed(fake.asked).at(-1)).not.toEqual({ bounds: null });
    inAct(() => navigation.setState({ page: 'home' }));
    expect(placed(fake.asked).at(-1)).toEqual({ bounds: null });
  });

  it('never gives a place to a page that we draw ourselves', async () => {
    const { fake } = await renderAgent({ ...onWeb, web: blockedPage() });
    expect(placed(fake.asked)).toEqual([]);
  });

  it('is closed off shift, and without rules', async () => {
    const { screen } = await renderAgent({ view: views.offShift(), page: 'web' });
    expect(screen.getByRole('heading', { name: 'The work browser is for your shift' })).toBeDefined();
    cleanup();
    const early = await renderAgent({ view: view({ policy: null }), page: 'web' });
    expect(early.screen.getByRole('heading', { name: /needs your company’s rules/ })).toBeDefined();
  });
});

describe('A blocked site', () => {
  it('says what, why, of what kind and by which rule', async () => {
    const { screen } = await renderAgent({ ...onWeb, web: blockedPage() });
    expect(screen.getByRole('heading', { name: 'files.bigshare.example is blocked' })).toBe(document.activeElement);
    expect(screen.getByText('Customers’ files stay in the case system.')).toBeDefined();
    expect(screen.getByText('File sharing: files could leave the company')).toBeDefined();
    expect(screen.getByText('bigshare.example')).toBeDefined();
    expect(screen.getByTitle('2 unsafe requests blocked')).toBeDefined();
  });

  it.each([
    ['policy', 'allow-only', 'Only sites that your company has allowed open here.'],
    ['policy', 'bigshare.example', 'Your company gave no reason.'],
    ['lookalike', 'typo: bank.example', /Its name looks like that of a site you trust/],
    ['built-in', 'not-a-url', /could not tell where this address leads/],
    ['Weekly feed', '||bigshare.example^', 'It is on the list of unsafe sites “Weekly feed”.'],
  ])('says why when the company gave no reason of its own: %s, %s', async (list, rule, sentence) => {
    const page = blockedPage();
    const blocked = page.blocked === null ? null : { ...page.blocked, list, rule, why: '' };
    const { screen } = await renderAgent({ ...onWeb, web: { ...page, blocked } });
    expect(screen.getByText(sentence)).toBeDefined();
    cleanup();
  });

  it('can be asked for, with a reason, and says that it was sent', async () => {
    const { screen, user, fake } = await renderAgent({ ...onWeb, web: blockedPage() });
    await user.click(screen.getByRole('button', { name: 'Ask for access' }));
    await user.keyboard('{Enter}');
    expect(await screen.findByText('Say in a few words what you need it for.')).toBeDefined();
    await user.keyboard('A customer’s form{Enter}');
    expect(await screen.findByText('Your request was sent')).toBeDefined();
    expect(fake.asked).toContainEqual({
      channel: 'web:askAccess',
      args: { host: 'files.bigshare.example', reason: 'A customer’s form' },
    });
  });

  it('says why a request could not be sent, and keeps the reason', async () => {
    const { screen, user } = await renderAgent({
      ...onWeb,
      web: blockedPage(),
      refuse: { 'web:askAccess': new AppError('OFFLINE', 'The server can’t be reached.') },
    });
    await user.click(screen.getByRole('button', { name: 'Ask for access' }));
    await user.keyboard('Form{Enter}');
    expect(await screen.findByText(/The server can’t be reached/)).toBeDefined();
    expect(screen.getByRole('textbox', { name: 'What do you need it for?' })).toHaveProperty('value', 'Form');
  });
});

describe('A site that can’t be reached', () => {
  it.each([
    ['ERR_NAME_NOT_RESOLVED', /No site has this name/],
    ['ERR_INTERNET_DISCONNECTED', /You are offline/],
    ['ERR_CERT_DATE_INVALID', /couldn’t prove who it is/],
    ['ERR_CONNECTION_TIMED_OUT', /took too long/],
    ['ERR_SOMETHING_NEW', /tell your IT the code/],
  ])('says what %s means', async (code, sentence) => {
    const { screen } = await renderAgent({ ...onWeb, web: webPage({ url: 'https://a.example/', failed: code }) });
    expect(screen.getByText(sentence)).toBeDefined();
    expect(screen.getByText(`Code: ${code}`)).toBeDefined();
  });

  it('can be tried again', async () => {
    const { screen, user, fake } = await renderAgent({ ...onWeb, web: failedPage() });
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(fake.asked).toContainEqual({ channel: 'web:go', args: { where: 'reload' } });
  });
});
