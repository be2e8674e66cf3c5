// @vitest-environment jsdom
import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { Role } from '../../../core/wire/console.ts';
import { createFakeWorld } from './fake-world.ts';
import { renderConsole } from './render-console.tsx';

const SEES: Readonly<Record<Role, readonly string[]>> = {
  it: ['Floor', 'Alerts', 'Calls for help', 'Exceptions', 'Access requests', 'Web', 'Policies', 'People', 'Audit'],
  supervisor: ['Floor', 'Alerts', 'Calls for help', 'Exceptions', 'Access requests'],
  auditor: ['Floor', 'Exceptions', 'Web', 'Policies', 'Audit'],
  agent: ['My laptop'],
};

describe.each(Object.keys(SEES) as Role[])('As %s', (role) => {
  it('one sees one’s own pages and no others', async () => {
    renderConsole(createFakeWorld({ role }));
    const navigation = await screen.findByRole('navigation');
    const names = within(navigation)
      .getAllByRole('link')
      .map((link) => link.textContent.replace(/ [0-9]*$/, ''));
    expect(names).toEqual(SEES[role]);
  });
});

describe('What is not for a role', () => {
  it.each([
    ['agent', '/floor'],
    ['supervisor', '/policies'],
    ['supervisor', '/web'],
    ['supervisor', '/people'],
    ['auditor', '/access-requests'],
    ['auditor', '/help-requests'],
    ['agent', '/exceptions'],
    ['it', '/nowhere'],
  ] as const)('is a page that isn’t there: %s at %s', async (role, path) => {
    renderConsole(createFakeWorld({ role }), path);
    expect(await screen.findByRole('heading', { name: 'There is no such page' })).toBeTruthy();
  });

  it('leaves an auditor no way to change the policy or a device', async () => {
    const world = createFakeWorld({ role: 'auditor' });
    renderConsole(world, '/policies');
    expect(await screen.findByText(/Only IT can change the policy/)).toBeTruthy();
    expect(screen.queryAllByRole('textbox')).toEqual([]);
    expect(screen.queryAllByRole('switch')).toEqual([]);
    expect(screen.queryByRole('tab', { name: 'Advanced: JSON' })).toBeNull();
  });

  it('leaves a supervisor the phone but not the removal of a device', async () => {
    const world = createFakeWorld({ role: 'supervisor', devices: 1 });
    renderConsole(world, `/floor/${world.devices[0]?.deviceId}`);
    expect(await screen.findByRole('button', { name: 'Close phone now' })).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Remove device' })).toBeNull();
  });

  it('leaves an agent their own laptop alone', async () => {
    const world = createFakeWorld({ role: 'agent', devices: 3 });
    renderConsole(world);
    expect(await screen.findByText('You can take calls')).toBeTruthy();
    expect(await screen.findByText('3 security updates are waiting.')).toBeTruthy();
    expect(screen.queryByText(world.devices[1]?.agent.name ?? '')).toBeNull();
  });
});
