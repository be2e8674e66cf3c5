// @vitest-environment jsdom
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { createFakeWorld, fakeRow } from './fake-world.ts';
import { renderConsole } from './render-console.tsx';

const grid = () => screen.findByRole('grid', { name: 'Devices on the floor' });
/** The agents in the table, top to bottom, once there are any. */
const names = async () => {
  const rows = await within(await grid()).findAllByRole('gridcell');
  return rows.filter((_, at) => at % CELLS_IN_ROW === 0).map((cell) => cell.textContent);
};
const CELLS_IN_ROW = 7;
const NOW = Date.parse('2026-11-02T09:00:00Z');

function smallWorld() {
  const world = createFakeWorld({ role: 'it', devices: 0, nowMs: NOW });
  world.devices = [
    fakeRow(1, NOW, { name: 'Anna Ready' }),
    fakeRow(2, NOW, {
      name: 'Ben Closed',
      phone: 'closed',
      verdict: 'blocked',
      notPassing: [
        { check: 'osUpdates', status: 'fail', level: 'warn', effect: 'warns' },
        { check: 'vpn', status: 'unknown', level: 'block', effect: 'closes' },
        { check: 'firewall', status: 'fail', level: 'observe', effect: 'none' },
      ],
    }),
    fakeRow(3, NOW, { name: 'Cleo Ready' }),
  ];
  return world;
}

describe('The floor', () => {
  it('puts who can’t take calls first, and says what closes the phone before what only warns', async () => {
    renderConsole(smallWorld(), '/floor');
    expect(await names()).toEqual(['Ben Closed', 'Anna Ready', 'Cleo Ready']);
    const row = await within(await grid()).findByRole('row', { name: /Ben Closed/ });
    expect(row.textContent).toContain('Company VPN: can’t tell, System updates');
    expect(row.textContent).not.toContain('Firewall');
  });

  it('changes a row at once when the server says so', async () => {
    const world = smallWorld();
    const { tell } = renderConsole(world, '/floor');
    await grid();
    tell({ type: 'device', device: fakeRow(1, NOW, { name: 'Anna Ready', phone: 'in-call' }) });
    await waitFor(async () =>
      expect((await within(await grid()).findByRole('row', { name: /Anna Ready/ })).textContent).toContain('In a call'),
    );
    expect(screen.getByRole('button', { name: '1 In a call' })).toBeTruthy();
  });

  it('moves no row while the pointer is among them, and sorts when it leaves', async () => {
    const { tell } = renderConsole(smallWorld(), '/floor');
    const body = within(await grid()).getAllByRole('rowgroup')[1];
    if (body === undefined) throw new Error('the table has no body');
    fireEvent.pointerEnter(body);
    const blocked = {
      name: 'Cleo Ready',
      phone: 'closed',
      verdict: 'blocked',
      sinceAt: '2026-11-01T00:00:00Z',
    } as const;
    tell({ type: 'device', device: fakeRow(3, NOW, blocked) });
    const again = await screen.findByRole('button', { name: 'Sort again' });
    expect(await names()).toEqual(['Ben Closed', 'Anna Ready', 'Cleo Ready']);
    expect(again).toBeTruthy();
    fireEvent.pointerLeave(body);
    await waitFor(async () => expect(await names()).toEqual(['Cleo Ready', 'Ben Closed', 'Anna Ready']));
    expect(screen.queryByRole('button', { name: 'Sort again' })).toBeNull();
  });

  it('shows only those of a count that is pressed, and keeps that in the address', async () => {
    const { user } = renderConsole(smallWorld(), '/floor');
    await grid();
    await user.click(screen.getByRole('button', { name: '1 Closed' }));
    expect(await names()).toEqual(['Ben Closed']);
    expect(location.search).toBe('?show=closed');
    expect(screen.getByText('1 device')).toBeTruthy();
  });

  it('finds people by name without accents, and says when nobody fits', async () => {
    const world = smallWorld();
    world.devices.push(fakeRow(4, NOW, { name: 'José Núñez' }));
    const { user } = renderConsole(world, '/floor');
    await grid();
    await user.type(screen.getByLabelText('Search agents'), 'nunez');
    expect(await names()).toEqual(['José Núñez']);
    await user.type(screen.getByLabelText('Search agents'), 'zzz');
    await user.click(await screen.findByRole('button', { name: 'Show everybody' }));
    expect(await names()).toHaveLength(4);
  });

  it('says how to enrol the first laptop when there is none', async () => {
    renderConsole(createFakeWorld({ role: 'it', devices: 0 }), '/floor');
    expect(await screen.findByRole('heading', { name: 'No laptop is enrolled yet' })).toBeTruthy();
    expect(screen.getByRole('link', { name: 'Go to People' })).toBeTruthy();
  });

  it('says when there is no phone engine', async () => {
    renderConsole({ ...smallWorld(), phoneEngine: { state: 'missing', reason: 'not-installed' } }, '/floor');
    expect(await screen.findByText(/No phone engine is installed/)).toBeTruthy();
  });

  it('shows that the line is down, and that it is back', async () => {
    const { line } = renderConsole(smallWorld(), '/floor');
    await grid();
    line.emit('error');
    expect(await screen.findByText('Reconnecting')).toBeTruthy();
    line.emit('open');
    expect(await screen.findByText('Live')).toBeTruthy();
  });

  it('reads everything again once the line is back', async () => {
    const { line, requests } = renderConsole(smallWorld(), '/floor');
    await grid();
    const before = requests.filter(({ path }) => path === '/api/devices').length;
    line.emit('error');
    line.emit('open');
    await waitFor(() => expect(requests.filter(({ path }) => path === '/api/devices').length).toBeGreaterThan(before));
  });
});

describe('A phone that was closed by hand', () => {
  it('is told from one that something closes, with the way to open it', async () => {
    const world = smallWorld();
    world.devices = [fakeRow(1, NOW, { name: 'Anna Held', phone: 'closed', held: true }), ...world.devices.slice(1)];
    renderConsole(world, '/floor');
    const row = await within(await grid()).findByRole('row', { name: /Anna Held/ });
    expect(row.textContent).toContain('Closed by hand');
    expect(row.textContent).toContain('“Ask to check again” opens it');
    fireEvent.click(row);
    const panel = await screen.findByRole('complementary', { name: 'Anna Held' });
    expect(within(panel).getByText(/stays closed, whatever the laptop reports/)).toBeTruthy();
    const other = await within(await grid()).findByRole('row', { name: /Ben Closed/ });
    expect(other.textContent).not.toContain('by hand');
  });
});

describe('A device beside the floor', () => {
  it('opens from its row, with what was found in words, and closes with Escape', async () => {
    const { user } = renderConsole(smallWorld(), '/floor');
    await user.click(await within(await grid()).findByRole('row', { name: /Ben Closed/ }));
    const panel = await screen.findByRole('complementary', { name: 'Ben Closed' });
    expect(await within(panel).findByText('No VPN is connected.')).toBeTruthy();
    expect(within(panel).getByText('This closes the phone.')).toBeTruthy();
    expect(location.pathname).toMatch(/^\/floor\/[0-9a-f-]{36}$/);
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('complementary')).toBeNull();
    expect(location.pathname).toBe('/floor');
  });

  it('opens with the keyboard alone', async () => {
    const { user } = renderConsole(smallWorld(), '/floor');
    const [, first] = await within(await grid()).findAllByRole('row');
    first?.focus();
    await user.keyboard('{ArrowDown}');
    await waitFor(() => expect(document.activeElement?.textContent).toContain('Anna Ready'));
    await user.keyboard('{Enter}');
    expect(await screen.findByRole('complementary', { name: 'Anna Ready' })).toBeTruthy();
  });

  it('closes a phone only after the consequence was read', async () => {
    const world = smallWorld();
    const { user, requests } = renderConsole(world, `/floor/${world.devices[0]?.deviceId}`);
    await user.click(await screen.findByRole('button', { name: 'Close phone now' }));
    const dialog = await screen.findByRole('dialog', { name: 'Close Anna Ready’s phone now?' });
    expect(within(dialog).getByText(/can’t take calls from then on/)).toBeTruthy();
    expect(requests.some(({ path }) => path.endsWith('/revoke'))).toBe(false);
    await user.click(within(dialog).getByRole('button', { name: 'Close the phone' }));
    expect(await screen.findByText('Anna Ready’s phone was closed.')).toBeTruthy();
    await within(await grid()).findByRole('row', { name: /Anna Ready.*Closed/ });
  });

  it('removes a device for IT, which then leaves the floor', async () => {
    const world = smallWorld();
    const { user } = renderConsole(world, `/floor/${world.devices[0]?.deviceId}`);
    await user.click(await screen.findByRole('button', { name: 'Remove device' }));
    await user.click(await screen.findByRole('button', { name: 'Remove the laptop' }));
    await waitFor(async () => expect(await names()).toEqual(['Ben Closed', 'Cleo Ready']));
    expect(location.pathname).toBe('/floor');
  });

  it('says so when the address leads to a laptop that is gone', async () => {
    renderConsole(smallWorld(), '/floor/00000000-0000-4000-8000-0000000000ff');
    expect(await screen.findByRole('heading', { name: 'This laptop is not here any more' })).toBeTruthy();
  });
});
