// @vitest-environment jsdom
import { cleanup } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { AppError } from '../../../core/errors.ts';
import { readable } from '../../../renderer/agent/privacy/readable.ts';
import { renderAgent } from '../support/render-agent.tsx';
import { privacyView } from '../support/web-pages.ts';
import { views } from '../support/views.ts';

afterEach(cleanup);

const onPrivacy = { view: views.ready(), page: 'privacy' } as const;

describe('Privacy', () => {
  it('shows each command as it was run, and what came back', async () => {
    const { screen, user } = await renderAgent(onPrivacy);
    await user.click(await screen.findByRole('button', { name: /Disk encryption/ }));
    expect(screen.getByText(/^lsblk --json/)).toBeDefined();
    expect(screen.getByText(/luks-root/)).toBeDefined();
    expect(screen.getByText(/took 12 ms/)).toBeDefined();
  });

  it('groups what was measured, and says what is not measured at all', async () => {
    const { screen } = await renderAgent(onPrivacy);
    await screen.findByRole('heading', { name: 'Its protection' });
    const areas = screen.getAllByRole('heading', { level: 3 }).map((heading) => heading.textContent);
    expect(areas).toEqual(['The laptop itself', 'Its protection', 'Its connection', 'Not measured']);
    const left = screen.getByText(/doesn’t look at them at all/).textContent;
    expect(left).toContain('Screen lock');
    expect(left).not.toContain('Firewall');
  });

  it('makes a report that is read before it is saved, and says where it is', async () => {
    const { screen, user, fake } = await renderAgent(onPrivacy);
    await user.click(screen.getByRole('tab', { name: 'For IT' }));
    await user.click(screen.getByRole('button', { name: 'Make a report' }));
    await user.click(await screen.findByRole('button', { name: 'Read all 5 answers' }));
    await user.click(screen.getByRole('button', { name: /nft --json list ruleset refused/ }));
    expect(screen.getByText('Operation not permitted')).toBeDefined();
    await user.click(screen.getByRole('button', { name: 'Save to Downloads' }));
    expect(await screen.findByText(/Downloads\/offhook-report/)).toBeDefined();
    expect(fake.asked.map(({ channel }) => channel)).not.toContain('help:ask');
  });

  it('makes no report off shift', async () => {
    const { screen, user } = await renderAgent({ view: views.offShift(), page: 'privacy' });
    await user.click(screen.getByRole('tab', { name: 'For IT' }));
    expect(screen.queryByRole('button', { name: 'Make a report' })).toBeNull();
  });

  it('shows the very text that was sent', async () => {
    const { screen, user, fake } = await renderAgent(onPrivacy);
    await user.click(screen.getByRole('tab', { name: 'Sent' }));
    await user.click(await screen.findByRole('button', { name: 'Raw' }));
    const shown = screen.getByRole('region', { name: 'This is exactly what we sent' }).textContent;
    expect(shown).toBe(privacyView().lastSent[0]?.body);
    expect(fake.asked.some(({ channel }) => channel === 'privacy:read')).toBe(true);
  });

  it('shows the last sign of life too, beside the report', async () => {
    const { screen, user } = await renderAgent(onPrivacy);
    await user.click(screen.getByRole('tab', { name: 'Sent' }));
    await user.click(await screen.findByRole('button', { name: 'Sign of life' }));
    expect(screen.getByText('Blocked sites')).toBeDefined();
    await user.click(screen.getByRole('button', { name: 'Raw' }));
    const shown = screen.getByRole('region', { name: 'This is exactly what we sent' }).textContent;
    expect(shown).toBe(privacyView().lastSent[1]?.body);
  });

  it('shows the report inside the message in words', async () => {
    const { screen, user } = await renderAgent(onPrivacy);
    await user.click(screen.getByRole('tab', { name: 'Sent' }));
    expect(await screen.findByText('Version of your company’s rules')).toBeDefined();
    expect(screen.getByText('linux.lsblk')).toBeDefined();
  });

  it('copies exactly what was sent', async () => {
    const { screen, user } = await renderAgent(onPrivacy);
    await user.click(screen.getByRole('tab', { name: 'Sent' }));
    await user.click(await screen.findByRole('button', { name: 'Copy' }));
    expect(await navigator.clipboard.readText()).toBe(privacyView().lastSent[0]?.body);
  });

  it('says so when nothing was measured or sent, and when it can’t be read', async () => {
    const empty = await renderAgent({ ...onPrivacy, privacy: { measured: [], lastSent: [] } });
    expect(await empty.screen.findByText('Nothing was measured yet.')).toBeDefined();
    await empty.user.click(empty.screen.getByRole('tab', { name: 'Sent' }));
    expect(empty.screen.getByText('Nothing was sent yet.')).toBeDefined();
    cleanup();
    const failed = await renderAgent({
      ...onPrivacy,
      refuse: { 'privacy:read': new AppError('UNAVAILABLE', 'Still starting.') },
    });
    expect((await failed.screen.findByRole('alert')).textContent).toContain('Still starting.');
  });

  it('says that nothing runs off shift', async () => {
    const { screen } = await renderAgent({ view: views.offShift(), page: 'privacy' });
    expect(screen.getByText('Off shift: nothing runs')).toBeDefined();
  });
});

describe('readable', () => {
  it('opens texts that are JSON themselves', () => {
    expect(readable('{"a":"{\\"b\\":true}"}')).toEqual([
      { kind: 'group', name: 'a', items: [{ kind: 'value', name: 'b', value: true }] },
    ]);
  });

  it.each(['', 'not json', '42', '"text"', 'null'])('leaves %j alone', (body) => {
    expect(readable(body)).toBeNull();
  });
});
