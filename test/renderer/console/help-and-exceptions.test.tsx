// @vitest-environment jsdom
import { cleanup, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { en } from '../../../core/text/en.ts';
import { WAIVER_MAX_MINUTES } from '../../../core/wire/console.ts';
import { MINUTES } from '../../../renderer/console/exceptions/exception-minutes.ts';
import { createFakeWorld, fakeRow, type FakeWorld } from './fake-world.ts';
import { uuid } from './fake-findings.ts';
import { renderConsole } from './render-console.tsx';

const worldOf = (role: 'it' | 'supervisor' | 'auditor' = 'supervisor') => createFakeWorld({ role, devices: 6 });
const posts = (requests: ReturnType<typeof renderConsole>['requests']) =>
  requests.filter(({ method, path }) => method === 'POST' && path.startsWith('/api/waivers'));

describe('Calls for help', () => {
  it('show who asks, about what, what they saw and what they wrote', async () => {
    renderConsole(worldOf(), '/help-requests');
    const call = (await screen.findByRole('heading', { name: /Amara Okafor · Company VPN/ })).closest('li');
    expect(call?.textContent).toContain(en['evidence.vpn.down']);
    expect(call?.textContent).toContain('typed it three times');
    expect(call?.textContent).toContain('Closes the phone');
    const laptop = within(call ?? document.body).getByRole('link', { name: /Open laptop/ });
    expect(laptop.getAttribute('href')).toBe(`/floor/${uuid(10_000)}`);
    expect(screen.getByRole('link', { name: /Calls for help 2/ })).toBeTruthy();
  });

  it('let a supervisor except that very thing for an hour, and no longer alone', async () => {
    const world = worldOf();
    const { user, requests } = renderConsole(world, '/help-requests');
    await user.click(await screen.findByRole('button', { name: /Make an exception: Amara Okafor, Company VPN/ }));
    await user.click(screen.getByRole('button', { name: 'Make it' }));
    expect(screen.getByText('Say in a few words why.')).toBeTruthy();
    await user.type(screen.getByRole('textbox', { name: 'Why' }), 'VPN is being repaired');
    await user.click(screen.getByRole('button', { name: 'Make it' }));
    expect(await screen.findByText('The exception was made.')).toBeTruthy();
    expect(posts(requests).map(({ body }) => body)).toEqual([
      {
        check: 'vpn',
        scope: { type: 'device', deviceId: uuid(10_000) },
        reason: 'VPN is being repaired',
        minutes: 60,
      },
    ]);
  });

  it('can be closed, and then wait with the closed ones', async () => {
    const { user } = renderConsole(worldOf(), '/help-requests');
    await user.click(await screen.findByRole('button', { name: /Close: Amara Okafor/ }));
    expect(await screen.findByText('Amara Okafor’s call for help was closed.')).toBeTruthy();
    await user.click(screen.getByRole('radio', { name: 'Closed' }));
    expect(await screen.findByText(/typed it three times/)).toBeTruthy();
  });

  it('give their reports to IT alone', async () => {
    renderConsole(worldOf(), '/help-requests');
    await screen.findByRole('heading', { name: /Amara Okafor/ });
    expect(screen.queryByRole('link', { name: /Download report/ })).toBeNull();
    cleanup();
    renderConsole(worldOf('it'), '/help-requests');
    const report = await screen.findByRole('link', { name: /Download report: Amara Okafor/ });
    expect(report.getAttribute('href')).toBe(`/api/help-requests/${uuid(601)}/report`);
    expect(report.hasAttribute('download')).toBe(true);
  });

  it('come in by themselves', async () => {
    const world: FakeWorld = { ...worldOf(), helpRequests: [] };
    const { tell } = renderConsole(world, '/help-requests');
    expect(await screen.findByText('Nobody is waiting')).toBeTruthy();
    world.helpRequests = worldOf().helpRequests;
    tell({ type: 'help-request' });
    expect(await screen.findByRole('heading', { name: /Amara Okafor/ })).toBeTruthy();
  });
});

describe('Exceptions', () => {
  it('can be approved, refused and ended only where the server says so', async () => {
    const world = worldOf('it');
    const { user, requests } = renderConsole(world, '/exceptions');
    await user.click(await screen.findByRole('button', { name: 'Approve Cards, Disk encryption' }));
    expect(await screen.findByText('The exception holds now.')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'End now Amara Okafor, Company VPN' }));
    expect(await screen.findByText(/Phones that stood on it close/)).toBeTruthy();
    expect(posts(requests).map(({ path }) => path)).toEqual([
      `/api/waivers/${uuid(701)}/approve`,
      `/api/waivers/${uuid(702)}/end`,
    ]);
    await user.click(screen.getByRole('radio', { name: 'Past' }));
    const row = await screen.findByRole('row', { name: /A new disk was on its way/ });
    expect(within(row).queryByRole('button')).toBeNull();
  });

  it('are asked for a team, and then say that somebody else decides', async () => {
    const { user, requests } = renderConsole(worldOf(), '/exceptions');
    await user.click(await screen.findByRole('button', { name: 'Make an exception' }));
    expect(screen.getByText(/It holds at once/)).toBeTruthy();
    await user.click(screen.getByRole('radio', { name: 'A team' }));
    expect(screen.getByText(/once somebody of IT, other than you/)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Ask for it' }));
    expect(screen.getByText(/Enter the team’s name/)).toBeTruthy();
    await user.type(screen.getByRole('textbox', { name: 'Team' }), 'Cards');
    await user.type(screen.getByRole('textbox', { name: 'Why' }), 'New laptops');
    await user.selectOptions(screen.getByRole('combobox', { name: 'For how long' }), '1 week');
    await user.click(screen.getByRole('button', { name: 'Ask for it' }));
    expect(await screen.findByText('The exception waits for somebody else of IT.')).toBeTruthy();
    expect(posts(requests).at(-1)?.body).toMatchObject({ scope: { type: 'group', group: 'Cards' }, minutes: 10_080 });
  });

  it('are asked for a laptop that is found by its agent', async () => {
    const { user, requests } = renderConsole(worldOf(), '/exceptions');
    await user.click(await screen.findByRole('button', { name: 'Make an exception' }));
    await user.type(screen.getByRole('searchbox', { name: 'Search agents' }), 'bence');
    await user.selectOptions(screen.getByRole('combobox', { name: 'Laptop' }), uuid(10_001));
    await user.type(screen.getByRole('textbox', { name: 'Why' }), 'New laptop');
    await user.click(screen.getByRole('button', { name: 'Make it' }));
    await screen.findByText('The exception was made.');
    expect(posts(requests).at(-1)?.body).toMatchObject({ scope: { type: 'device', deviceId: uuid(10_001) } });
  });

  it('are only looked at by auditors', async () => {
    renderConsole({ ...worldOf('auditor'), waivers: [] }, '/exceptions');
    expect(await screen.findByText('There are no exceptions')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Make an exception' })).toBeNull();
  });

  it('are never asked for longer than the server allows', () => {
    expect(MINUTES.filter((minutes) => Number(minutes) > WAIVER_MAX_MINUTES)).toEqual([]);
  });

  it('show on the floor, where what is excepted no longer stands out', async () => {
    const world = worldOf();
    const notPassing = [{ check: 'vpn', status: 'fail', level: 'block', effect: 'waived' }] as const;
    world.devices = [fakeRow(0, world.nowMs, { notPassing: [...notPassing] })];
    renderConsole(world, '/floor');
    const row = await screen.findByRole('row', { name: /Amara Okafor/ });
    expect(row.textContent).toContain('Company VPN: excepted');
  });

  it('can be made from a laptop’s own panel, for what closes its phone', async () => {
    const { user } = renderConsole(worldOf(), `/floor/${uuid(10_000)}`);
    await user.click(await screen.findByRole('button', { name: 'Make an exception Company VPN' }));
    expect(await screen.findByText('For Amara Okafor’s laptop')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Make an exception Firewall' })).toBeNull();
  });
});

describe('A team', () => {
  it('is changed on the People page', async () => {
    const world = worldOf('it');
    const { user, requests } = renderConsole(world, '/people');
    await user.click(await screen.findByRole('button', { name: /None: Change team for Bence Kovács/ }));
    const field = await screen.findByRole('combobox', { name: 'Team' });
    await user.type(field, 'Cards');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect(await screen.findByRole('button', { name: /Cards: Change team for Bence Kovács/ })).toBeTruthy();
    expect(requests.find(({ path }) => path.endsWith('/group'))?.body).toEqual({ group: 'Cards' });
  });
});
