// @vitest-environment jsdom
import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { createFakeWorld, FAKE_POLICY } from './fake-world.ts';
import { renderConsole } from './render-console.tsx';

const vpn = () => screen.findByRole('region', { name: 'Company VPN' });

async function relaxVpn(user: ReturnType<typeof renderConsole>['user']): Promise<void> {
  await user.click(within(await vpn()).getByRole('radio', { name: 'Warn' }));
}

describe('Changing the policy', () => {
  it('goes from an edit over the change in words and a note to a new version', async () => {
    const world = createFakeWorld({ role: 'it', devices: 3 });
    const { user } = renderConsole(world, '/policies');
    await relaxVpn(user);
    expect(screen.getByText('1 change, not published')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Review change' }));
    const dialog = await screen.findByRole('dialog', { name: 'Review before publishing' });
    const row = within(dialog).getByRole('row', { name: /Company VPN/ });
    expect(row.textContent).toBe('Company VPN: when it isn’t as it must beClose the phoneWarnLooser');
    expect(within(dialog).getByText(/3 laptops follow it within seconds/)).toBeTruthy();
    await user.click(within(dialog).getByRole('button', { name: 'Publish to everybody' }));
    expect(within(dialog).getByText('Say in a few words what changes and why.')).toBeTruthy();
    await user.type(within(dialog).getByLabelText('Why this change'), 'VPN outage today');
    await user.click(within(dialog).getByRole('button', { name: 'Publish to everybody' }));
    expect(await screen.findByText(/Version 8 is published/)).toBeTruthy();
    expect(world.policy).toMatchObject({
      version: 8,
      note: 'VPN outage today',
      document: { checks: { vpn: { level: 'warn' } } },
    });
    expect(screen.queryByText(/not published/)).toBeNull();
  });

  it('loses nothing when somebody else was first, and puts the change on top of theirs', async () => {
    const world = createFakeWorld({ role: 'it', devices: 3 });
    const { user } = renderConsole(world, '/policies');
    await relaxVpn(user);
    await user.click(screen.getByRole('button', { name: 'Review change' }));
    await user.type(await screen.findByLabelText('Why this change'), 'VPN outage today');
    world.policy = {
      ...world.policy,
      version: 8,
      publishedBy: 'Olaf',
      note: 'Shorter lease',
      document: { ...FAKE_POLICY, phone: { ...FAKE_POLICY.phone, leaseSeconds: 60 } },
    };
    await user.click(screen.getByRole('button', { name: 'Publish to everybody' }));
    expect(await screen.findByText('Version 8 was published meanwhile')).toBeTruthy();
    expect(screen.getByText('1 change, not published')).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Review change' })).toHaveProperty('disabled', true);
    await user.click(screen.getByRole('button', { name: 'Put my changes on top' }));
    await user.click(screen.getByRole('button', { name: 'Review change' }));
    expect(await screen.findByLabelText('Why this change')).toHaveProperty('value', 'VPN outage today');
    await user.click(screen.getByRole('button', { name: 'Publish to everybody' }));
    await waitFor(() => expect(world.policy.version).toBe(9));
    expect(world.policy.document.checks.vpn?.level).toBe('warn');
    expect(world.policy.document.phone.leaseSeconds).toBe(60);
  });

  it('says at once when a version comes in while a draft is open', async () => {
    const world = createFakeWorld({ role: 'it', devices: 3 });
    const { user, tell } = renderConsole(world, '/policies');
    await relaxVpn(user);
    world.policy = { ...world.policy, version: 8, publishedBy: 'Olaf', note: 'Shorter lease' };
    tell({ type: 'policy', version: 8 });
    expect(await screen.findByText('Version 8 was published meanwhile')).toBeTruthy();
  });

  it('keeps the draft from page to page, and marks the page that holds it', async () => {
    const { user } = renderConsole(createFakeWorld({ role: 'it', devices: 3 }), '/policies');
    await relaxVpn(user);
    await user.click(screen.getByRole('link', { name: 'People' }));
    await user.click(await screen.findByRole('link', { name: 'Policies Draft not published' }));
    expect(within(await vpn()).getByRole('radio', { name: 'Warn' })).toHaveProperty('checked', true);
  });

  it('lets nothing be published while a field is not a number', async () => {
    const { user } = renderConsole(createFakeWorld({ role: 'it', devices: 3 }), '/policies');
    const grace = within(await vpn()).getByLabelText('Time to fix it');
    await user.clear(grace);
    expect(within(await vpn()).getByText('At most 7 days.')).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Review change' })).toHaveProperty('disabled', true);
    await user.type(grace, '5');
    expect(screen.getByRole('button', { name: 'Review change' })).toHaveProperty('disabled', false);
  });

  it('discards only after asking', async () => {
    const { user } = renderConsole(createFakeWorld({ role: 'it', devices: 3 }), '/policies');
    await relaxVpn(user);
    await user.click(screen.getByRole('button', { name: 'Discard changes' }));
    const dialog = await screen.findByRole('dialog', { name: 'Discard your changes?' });
    await user.click(within(dialog).getByRole('button', { name: 'Discard changes' }));
    expect(within(await vpn()).getByRole('radio', { name: 'Close the phone' })).toHaveProperty('checked', true);
  });

  it('blocks a site from a pasted address, and refuses one that is there already', async () => {
    const { user } = renderConsole(createFakeWorld({ role: 'it', devices: 3 }), '/policies');
    const field = await screen.findByLabelText('Block a site');
    await user.type(field, 'https://Files.Example.com/login?x=1{Enter}');
    expect(screen.getByRole('cell', { name: 'files.example.com' })).toBeTruthy();
    await user.type(screen.getByLabelText('Block a site'), 'files.example.com{Enter}');
    expect(screen.getByText('files.example.com is on this list already.')).toBeTruthy();
  });

  it('names the field that is wrong in the JSON, and takes the JSON into the draft when it is right', async () => {
    const { user } = renderConsole(createFakeWorld({ role: 'it', devices: 3 }), '/policies/json');
    const text = await screen.findByLabelText('The policy as JSON');
    await user.clear(text);
    await user.click(text);
    await user.paste(JSON.stringify({ ...FAKE_POLICY, phone: { ...FAKE_POLICY.phone, leaseSeconds: 5 } }));
    expect(screen.getByText('phone.leaseSeconds')).toBeTruthy();
    await user.clear(text);
    await user.click(text);
    await user.paste(JSON.stringify({ ...FAKE_POLICY, phone: { ...FAKE_POLICY.phone, leaseSeconds: 60 } }));
    expect(screen.getByText('This is a valid policy.')).toBeTruthy();
    expect(screen.getByText('1 change, not published')).toBeTruthy();
  });
});

describe('A request for a site', () => {
  it('goes into the draft of the policy, ready for review', async () => {
    const { user } = renderConsole(createFakeWorld({ role: 'it', devices: 3 }), '/access-requests');
    await user.click(await screen.findByRole('button', { name: 'Allow in policy: wetransfer.com' }));
    await user.click(await screen.findByRole('button', { name: 'Review change' }));
    const dialog = await screen.findByRole('dialog', { name: 'Review before publishing' });
    expect(within(dialog).getByRole('row', { name: /Always allowed site wetransfer.com/ }).textContent).toContain(
      'Looser',
    );
  });

  it('leaves the list when it is closed', async () => {
    const { user } = renderConsole(createFakeWorld({ role: 'it', devices: 3 }), '/access-requests');
    await user.click(await screen.findByRole('button', { name: 'Close request: wetransfer.com' }));
    await waitFor(() => expect(screen.queryByText('wetransfer.com')).toBeNull());
    expect(screen.getByText('claims.partner-insurance.example')).toBeTruthy();
  });
});
