// @vitest-environment jsdom
import { screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { createFakeWorld } from './fake-world.ts';
import { renderConsole } from './render-console.tsx';

describe('Signing in', () => {
  it('leads to the floor with the right email and password', async () => {
    const world = createFakeWorld({ role: null });
    const { user } = renderConsole(world);
    await user.type(await screen.findByLabelText('Email'), 'ingrid.tveit@example.com');
    await user.type(screen.getByLabelText('Password'), world.password);
    await user.click(screen.getByRole('button', { name: 'Sign in' }));
    expect(await screen.findByRole('heading', { name: 'Floor' })).toBeTruthy();
    expect(location.pathname).toBe('/floor');
  });

  it('says in the server’s words that the password is wrong, and asks for it again', async () => {
    const { user } = renderConsole(createFakeWorld({ role: null }));
    await user.type(await screen.findByLabelText('Email'), 'ingrid.tveit@example.com');
    await user.type(screen.getByLabelText('Password'), 'a guess');
    await user.click(screen.getByRole('button', { name: 'Sign in' }));
    expect(await screen.findByText('The e-mail or the password is not right.')).toBeTruthy();
    expect(screen.getByLabelText('Password')).toHaveProperty('value', '');
  });

  it('says what is missing before anything is sent', async () => {
    const { user, requests } = renderConsole(createFakeWorld({ role: null }));
    await user.click(await screen.findByRole('button', { name: 'Sign in' }));
    expect(screen.getByText(/Enter your email address/)).toBeTruthy();
    expect(screen.getByText('Enter your password.')).toBeTruthy();
    expect(requests.filter(({ method }) => method === 'POST')).toEqual([]);
  });

  it('is told to password managers as what it is', async () => {
    renderConsole(createFakeWorld({ role: null }));
    expect((await screen.findByLabelText('Email')).getAttribute('autocomplete')).toBe('username');
    expect(screen.getByLabelText('Password').getAttribute('autocomplete')).toBe('current-password');
  });

  it('says that the server can’t be reached when it can’t', async () => {
    const { user, setOnline } = renderConsole(createFakeWorld({ role: null }));
    await screen.findByLabelText('Email');
    setOnline(false);
    await user.type(screen.getByLabelText('Email'), 'ingrid.tveit@example.com');
    await user.type(screen.getByLabelText('Password'), 'anything');
    await user.click(screen.getByRole('button', { name: 'Sign in' }));
    expect(await screen.findByText(/server can’t be reached/)).toBeTruthy();
  });
});

describe('The first sign-in', () => {
  const first = () => ({ ...createFakeWorld({ role: 'supervisor' }), mustChangePassword: true, password: 'one-time' });

  it('opens nothing before a password of one’s own is chosen, whatever the address', async () => {
    const { requests } = renderConsole(first(), '/floor');
    expect(await screen.findByRole('heading', { name: 'Choose your own password' })).toBeTruthy();
    expect(screen.queryByRole('navigation')).toBeNull();
    expect(requests.some(({ path }) => path === '/api/devices')).toBe(false);
  });

  it('shows how many characters are missing and that the two differ, and sends nothing', async () => {
    const { user, requests } = renderConsole(first());
    await user.type(await screen.findByLabelText('One-time password'), 'one-time');
    await user.type(screen.getByLabelText('New password'), 'twelve chars');
    await user.type(screen.getByLabelText('New password, once more'), 'other');
    await user.click(screen.getByRole('button', { name: 'Save password' }));
    expect(screen.getByText('3 more characters, please.')).toBeTruthy();
    expect(screen.getByText(/The two are not the same/)).toBeTruthy();
    expect(requests.some(({ method }) => method === 'POST')).toBe(false);
  });

  it('takes a pasted password, and goes on to the floor', async () => {
    const world = first();
    const { user } = renderConsole(world);
    await user.type(await screen.findByLabelText('One-time password'), 'one-time');
    for (const label of ['New password', 'New password, once more']) {
      await user.click(screen.getByLabelText(label));
      await user.paste('four words of my own');
    }
    await user.click(screen.getByRole('button', { name: 'Save password' }));
    expect(await screen.findByRole('heading', { name: 'Floor' })).toBeTruthy();
    expect(world.password).toBe('four words of my own');
  });

  it('stays and says so when the one-time password is wrong', async () => {
    const { user } = renderConsole(first());
    await user.type(await screen.findByLabelText('One-time password'), 'wrong');
    await user.type(screen.getByLabelText('New password'), 'four words of my own');
    await user.type(screen.getByLabelText('New password, once more'), 'four words of my own');
    await user.click(screen.getByRole('button', { name: 'Save password' }));
    expect(await screen.findByText(/is not your password/)).toBeTruthy();
    expect(screen.getByRole('heading', { name: 'Choose your own password' })).toBeTruthy();
  });
});

describe('The end of a session', () => {
  it('leads back to the sign-in page by the menu, and forgets what was shown', async () => {
    const world = createFakeWorld({ role: 'it' });
    const { user } = renderConsole(world, '/people');
    await screen.findByText('Bence Kovács');
    await user.click(screen.getByRole('button', { name: /^Account: Ingrid Tveit/ }));
    await user.click(await screen.findByRole('menuitem', { name: 'Sign out' }));
    expect(await screen.findByRole('heading', { name: 'Sign in to the console' })).toBeTruthy();
    expect(screen.queryByText('Bence Kovács')).toBeNull();
    expect(world.signedInAs).toBeNull();
  });

  it('leads there also when the server ends it', async () => {
    const world = createFakeWorld({ role: 'it' });
    const { user } = renderConsole(world, '/floor');
    await screen.findByRole('heading', { name: 'Floor' });
    world.signedInAs = null;
    await user.click(screen.getByRole('link', { name: 'People' }));
    await waitFor(() => expect(screen.getByRole('heading', { name: 'Sign in to the console' })).toBeTruthy());
  });
});
