// @vitest-environment jsdom
import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { createFakeWorld } from './fake-world.ts';
import { renderConsole } from './render-console.tsx';

describe('People', () => {
  it('get one link each time, which can be copied', async () => {
    const { user, requests } = renderConsole(createFakeWorld({ role: 'it', devices: 3 }), '/people');
    await user.click(await screen.findByRole('button', { name: 'Create enrolment link for Bence Kovács' }));
    const link = await screen.findByLabelText('Link');
    expect(link).toHaveProperty('readOnly', true);
    await user.click(screen.getByRole('button', { name: 'Copy link' }));
    expect(await screen.findByText('The link was copied.')).toBeTruthy();
    expect(await navigator.clipboard.readText()).toMatch(/^offhook:\/\/enrol\?/);
    expect(requests.filter(({ path }) => path.endsWith('/enrolment'))).toHaveLength(1);
  });

  it('without an extension get none', async () => {
    renderConsole(createFakeWorld({ role: 'it', devices: 3 }), '/people');
    const row = await screen.findByRole('row', { name: /Aiko Uchida/ });
    expect(within(row).queryByRole('button', { name: /Create enrolment link/ })).toBeNull();
  });
});

describe('The audit log', () => {
  it('loads more until its beginning', async () => {
    const { user } = renderConsole(createFakeWorld({ role: 'auditor' }), '/audit');
    await screen.findByRole('button', { name: 'Details of entry 230' });
    expect(screen.queryByRole('button', { name: 'Details of entry 130' })).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Load more' }));
    await screen.findByRole('button', { name: 'Details of entry 130' });
    await user.click(screen.getByRole('button', { name: 'Load more' }));
    expect(await screen.findByText('That is the beginning of the log.')).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Details of entry 1' })).toBeTruthy();
  });

  it('opens an entry to what was recorded with it', async () => {
    const { user } = renderConsole(createFakeWorld({ role: 'auditor' }), '/audit');
    await user.click(await screen.findByRole('button', { name: 'Details of entry 230' }));
    expect(screen.getByText('192.0.2.7')).toBeTruthy();
  });
});

describe('The palette', () => {
  it('opens an agent from a few letters', async () => {
    const { user } = renderConsole(createFakeWorld({ role: 'it' }), '/audit');
    await screen.findByRole('navigation');
    await user.keyboard('{Control>}k{/Control}');
    await user.type(await screen.findByRole('combobox'), 'bence');
    await screen.findByRole('option', { name: /Bence Kovács Extension 2001/ });
    await user.keyboard('{Enter}');
    expect(await screen.findByRole('complementary', { name: 'Bence Kovács' })).toBeTruthy();
  });
});
