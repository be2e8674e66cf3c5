// @vitest-environment jsdom
import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { WebList } from '../../../core/wire/lists.ts';
import { createFakeWorld } from './fake-world.ts';
import { uuid } from './fake-findings.ts';
import { renderConsole } from './render-console.tsx';

const list = (changes: Partial<WebList> = {}): WebList => ({
  id: uuid(60_000),
  name: 'Feed',
  category: 'phishing',
  format: 'auto',
  url: 'https://lists.example/feed.txt',
  isEnabled: true,
  etag: null,
  askedAt: null,
  changedAt: null,
  bytes: 1000,
  rules: 4200,
  report: { refused: 1, refusedByReason: { odd: 1 }, samples: [{ line: 3, text: '/(a+/', reason: 'odd' }] },
  problem: null,
  ...changes,
});

function worldOf(lists: readonly WebList[], role: 'it' | 'auditor' = 'it') {
  const world = createFakeWorld({ role });
  const release = { version: 12, names: 4200, expiresAt: '2026-12-01T00:00:00Z' };
  world.webLists = { lists: [...lists], refused: [{ category: 'phishing', count: 5 }], release };
  return world;
}

describe('The page about lists of unsafe sites', () => {
  it('says where each comes from, how large it is and what could not be read', async () => {
    const { user } = renderConsole(worldOf([list()]), '/web');
    const row = await screen.findByRole('row', { name: /Feed/ });
    for (const words of ['https://lists.example/feed.txt', 'Phishing', '4,200', 'Never'])
      expect(row.textContent).toContain(words);
    await user.click(within(row).getByRole('button', { name: '1 line could not be read' }));
    expect(within(row).getByText('/(a+/')).toBeTruthy();
    expect(screen.getByText('Laptops get version 12: 4,200 sites.')).toBeTruthy();
  });

  it('offers a text that looks like an accident to whoever says that it is meant', async () => {
    const problem = 'The list would go from 4200 rules to 3 at once, so the text before stays in use.';
    const { user, requests } = renderConsole(worldOf([list({ problem })]), '/web');
    expect(await screen.findByText(problem)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Use it anyway Feed' }));
    expect(await screen.findByText('“Feed” is done.')).toBeTruthy();
    expect(requests.find(({ method }) => method === 'POST')?.body).toEqual({ act: 'fetch', takeAnyway: true });
    expect(screen.queryByText(problem)).toBeNull();
  });

  it('adds a list and switches one off', async () => {
    const { user } = renderConsole(worldOf([list()]), '/web');
    await user.type(await screen.findByLabelText('Name'), 'Second');
    await user.type(screen.getByLabelText('Address'), 'https://lists.example/2.txt');
    await user.click(screen.getByRole('button', { name: 'Add list' }));
    expect(await screen.findByRole('row', { name: /Second/ })).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Switch off Feed' }));
    expect(await screen.findByRole('button', { name: 'Switch on Feed' })).toBeTruthy();
  });

  it('tries an address, with the reason', async () => {
    const { user } = renderConsole(worldOf([list()]), '/web');
    await user.type(await screen.findByLabelText('Address to try'), 'evil.test');
    await user.click(screen.getByRole('button', { name: 'Try' }));
    expect(await screen.findByText(/Blocked by Feed, rule \|\|evil\.test\^ \(phishing\)/)).toBeTruthy();
  });

  it('counts by kind, and leaves an auditor nothing to change', async () => {
    renderConsole(worldOf([list()], 'auditor'), '/web');
    const counts = (await screen.findByRole('heading', { name: 'Refused in the last seven days' })).parentElement;
    expect(counts?.textContent).toContain('Phishing5');
    expect(screen.queryByRole('button', { name: /Switch off|Remove|Add list|Try/ })).toBeNull();
  });
});
