// @vitest-environment jsdom
import { act as inAct, cleanup } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { AppError } from '../../../core/errors.ts';
import { endedCall, liveCall, registeredPhone } from '../support/calls.ts';
import { renderAgent } from '../support/render-agent.tsx';
import { views } from '../support/views.ts';

afterEach(cleanup);

const active = liveCall({ phase: 'active', startedAtMs: 0, quality: 'good' });
const ringing = liveCall({ direction: 'incoming', phase: 'ringing', number: '1003' });
const onPhone = { view: views.ready(), page: 'phone', phone: registeredPhone() } as const;

describe('The dialer', () => {
  it('has the focus in its field, and Enter calls what was pasted', async () => {
    const { screen, user, act } = await renderAgent(onPhone);
    expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Name or number' }));
    await user.paste('+46 (0)8 509 012 34');
    await user.keyboard('{Enter}');
    expect(act.call).toHaveBeenCalledExactlyOnceWith('+46850901234');
  });

  it('calls a colleague with one click', async () => {
    const { screen, user, act } = await renderAgent(onPhone);
    await user.click(screen.getByRole('button', { name: 'Chiara Ferri 1003 Call' }));
    expect(act.call).toHaveBeenCalledExactlyOnceWith('1003');
  });

  it('finds colleagues by a part of the name, and Enter calls the only one left', async () => {
    const { screen, user, act } = await renderAgent(onPhone);
    await user.keyboard('dmi');
    expect(screen.queryByRole('button', { name: /Chiara/ })).toBeNull();
    await user.keyboard('{Enter}');
    expect(act.call).toHaveBeenCalledExactlyOnceWith('1010');
  });

  it('says what a number is when it was given none', async () => {
    const { screen, user, act } = await renderAgent(onPhone);
    await user.keyboard('nobody{Enter}');
    expect((await screen.findByText(/This is not a number/)).textContent).toContain('+ in front');
    expect(act.call).not.toHaveBeenCalled();
  });

  it('has a keypad that folds away and a key that deletes', async () => {
    const { screen, user } = await renderAgent(onPhone);
    expect(screen.queryByRole('button', { name: '7' })).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Show keypad' }));
    await user.click(screen.getByRole('button', { name: '7' }));
    await user.click(screen.getByRole('button', { name: '#' }));
    await user.click(screen.getByRole('button', { name: 'Delete last digit' }));
    expect(screen.getByRole('textbox', { name: 'Name or number' })).toHaveProperty('value', '7');
  });

  it('says where to call in an emergency before it is needed', async () => {
    const { screen } = await renderAgent(onPhone);
    expect(screen.getByText('Offhook can’t place emergency calls. Use your mobile: 112 or 999')).toBeDefined();
  });

  it('says that it is reconnecting', async () => {
    const { screen } = await renderAgent({
      ...onPhone,
      phone: { registration: { state: 'connecting', again: true }, call: null },
    });
    expect(screen.getByText(/reconnecting/)).toBeDefined();
  });
});

describe('A call', () => {
  it('comes to the front from any page, rings, and stops ringing when it is answered', async () => {
    const { screen, softphone, ringer, user, act } = await renderAgent({ ...onPhone, page: 'privacy' });
    inAct(() => softphone.setState({ call: ringing }));
    expect(screen.getByRole('heading', { name: 'Chiara Ferri' })).toBe(document.activeElement);
    expect(screen.getByRole('alert').textContent).toBe('Incoming call: Chiara Ferri');
    expect(ringer.start).toHaveBeenCalledOnce();
    await user.click(screen.getByRole('button', { name: 'Answer' }));
    expect(act.answer).toHaveBeenCalledOnce();
    inAct(() => softphone.setState({ call: { ...ringing, phase: 'active', startedAtMs: 0 } }));
    expect(ringer.stop).toHaveBeenCalledOnce();
  });

  it('can be declined', async () => {
    const { screen, user, act } = await renderAgent({ ...onPhone, phone: registeredPhone(ringing) });
    await user.click(screen.getByRole('button', { name: 'Decline' }));
    expect(act.hangUp).toHaveBeenCalledOnce();
  });

  it('keeps every control in its place, disabled where it does not fit the moment', async () => {
    const { screen, softphone } = await renderAgent({ ...onPhone, phone: registeredPhone(liveCall()) });
    const controls = (): string[] =>
      ['Mute', 'Hold', 'Keypad', 'Transfer'].map((name) =>
        screen.getByRole('button', { name }).hasAttribute('disabled') ? 'off' : 'on',
      );
    expect(controls()).toEqual(['off', 'off', 'off', 'off']);
    inAct(() => softphone.setState({ call: active }));
    expect(controls()).toEqual(['on', 'on', 'on', 'on']);
    expect(screen.getByRole('button', { name: 'End call' })).toBeDefined();
  });

  it('mutes, holds and ends', async () => {
    const { screen, user, act } = await renderAgent({ ...onPhone, phone: registeredPhone(active) });
    await user.click(screen.getByRole('button', { name: 'Mute' }));
    await user.click(screen.getByRole('button', { name: 'Hold' }));
    await user.click(screen.getByRole('button', { name: 'End call' }));
    expect(act.setMuted).toHaveBeenCalledExactlyOnceWith(true);
    expect(act.setHeld).toHaveBeenCalledExactlyOnceWith(true);
    expect(act.hangUp).toHaveBeenCalledOnce();
  });

  it('sends digits from the keypad and the keyboard, and Escape folds it away', async () => {
    const { screen, user, act } = await renderAgent({ ...onPhone, phone: registeredPhone(active) });
    await user.click(screen.getByRole('button', { name: 'Keypad' }));
    await user.click(screen.getByRole('button', { name: '5' }));
    await user.keyboard('8#');
    expect(act.sendDigit.mock.calls.map(([digit]) => digit)).toEqual(['5', '8', '#']);
    expect(screen.getByText('Sent: 58#')).toBeDefined();
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('button', { name: '5' })).toBeNull();
  });

  it('is transferred to a colleague by name, never back to the same person', async () => {
    const { screen, user, act } = await renderAgent({ ...onPhone, phone: registeredPhone(active) });
    await user.click(screen.getByRole('button', { name: 'Transfer' }));
    await user.keyboard('i');
    expect(screen.queryByRole('button', { name: /Bo Lindqvist/ })).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Chiara Ferri · 1003' }));
    expect(act.transfer).toHaveBeenCalledExactlyOnceWith('1003');
  });

  it('shows its quality as a word', async () => {
    const { screen } = await renderAgent({ ...onPhone, phone: registeredPhone({ ...active, quality: 'poor' }) });
    expect(screen.getByText('Poor sound')).toBeDefined();
  });

  it('stays in sight while the line closes, with the time that it has left', async () => {
    const { screen } = await renderAgent({ ...onPhone, view: views.closing(), phone: registeredPhone(active) });
    expect(screen.getByText('Your line closes when this call ends, or in 4 min.')).toBeDefined();
    expect(screen.getByRole('button', { name: 'End call' })).toBeDefined();
  });

  it('says how it ended and what helps, until it is put away', async () => {
    const { screen, user, act } = await renderAgent({ ...onPhone, phone: registeredPhone(endedCall()) });
    expect(screen.getAllByText('Their phone is closed right now')[0]).toBeDefined();
    await user.click(screen.getByRole('button', { name: 'Back to the phone' }));
    expect(act.dismiss).toHaveBeenCalledOnce();
  });

  it('can’t be started again once the line is closed', async () => {
    const { screen } = await renderAgent({
      ...onPhone,
      view: views.blocked(),
      phone: { registration: { state: 'off' }, call: endedCall({ cause: 'phone-closed', endedBy: 'system' }) },
    });
    expect(screen.queryByRole('button', { name: 'Call again' })).toBeNull();
  });
});

describe('A closed phone', () => {
  it('names what closed it, who to ask, when we look again, and where to call in an emergency', async () => {
    const { screen } = await renderAgent({ view: views.blocked(), page: 'phone' });
    expect(screen.getByRole('heading', { name: 'Two things to fix before you can take calls' })).toBeDefined();
    expect(screen.getByText(/Ask the help desk/)).toBeDefined();
    expect(screen.getByText(/Next automatic check in 45 sec/)).toBeDefined();
    expect(screen.getByText(/can’t place emergency calls/)).toBeDefined();
    expect(screen.queryByRole('textbox')).toBeNull();
  });

  it('takes a code from a supervisor, and says what came of it', async () => {
    const { screen, user, fake } = await renderAgent({ view: views.blocked(), page: 'phone' });
    await user.click(screen.getByRole('button', { name: 'I was given a code' }));
    await user.type(screen.getByRole('textbox', { name: 'Code' }), ' 4X7KQ 9MW2D H8RTZ');
    await user.click(screen.getByRole('button', { name: 'Use the code' }));
    expect(await screen.findByText('The code was accepted')).toBeDefined();
    expect(fake.asked).toContainEqual({ channel: 'phone:breakGlass', args: { code: '4X7KQ 9MW2D H8RTZ' } });
  });

  it('says that a code was not the right one', async () => {
    const refuse = { 'phone:breakGlass': new AppError('INVALID_INPUT', 'That is not the code.') };
    const { screen, user } = await renderAgent({ view: views.blocked(), page: 'phone', refuse });
    await user.click(screen.getByRole('button', { name: 'I was given a code' }));
    await user.type(screen.getByRole('textbox', { name: 'Code' }), 'x');
    await user.click(screen.getByRole('button', { name: 'Use the code' }));
    expect(await screen.findByText('That is not the code.')).toBeDefined();
  });

  it('leads to the fix, opened and focused', async () => {
    const { screen, user } = await renderAgent({ view: views.blocked(), page: 'phone' });
    await user.click(screen.getByRole('button', { name: /System updates/ }));
    const check = screen.getByRole('button', { name: /System updates/ });
    expect(check.getAttribute('aria-expanded')).toBe('true');
    expect(document.activeElement).toBe(check);
  });

  it('says what is missing when there is no phone engine, and that it is for IT to put right', async () => {
    const { screen } = await renderAgent({ view: views.phoneMissing(), page: 'phone' });
    expect(screen.getByText(/not installed on your company’s server/)).toBeDefined();
    expect(screen.getByText(/Your IT must put this right/)).toBeDefined();
  });

  it('offers to start the shift when there is none', async () => {
    const { screen, user, fake } = await renderAgent({ view: views.offShift(), page: 'phone' });
    await user.click(screen.getByRole('button', { name: 'Start shift' }));
    expect(fake.asked).toContainEqual({ channel: 'shift:set', args: { on: true } });
  });
});
