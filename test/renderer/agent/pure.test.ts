import { describe, expect, it, vi } from 'vitest';
import { AppError } from '../../../core/errors.ts';
import { createRinger } from '../../../renderer/agent/phone/ringer.ts';
import { callTime } from '../../../renderer/agent/phone/call-time.ts';
import { addressOf, shortAddress } from '../../../renderer/agent/web/address.ts';
import { createFakeClient } from '../support/fake-client.ts';
import { privacyView, webPage } from '../support/web-pages.ts';
import { views } from '../support/views.ts';

describe('An address as it is typed', () => {
  it.each([
    ['example.com', 'https://example.com/'],
    [' example.com/a?b ', 'https://example.com/a?b'],
    ['HTTP://Example.com', 'http://example.com/'],
    ['localhost:8080', 'https://localhost:8080/'],
    ['[::1]:8443/x', 'https://[::1]:8443/x'],
    ['file:///etc/passwd', 'file:///etc/passwd'],
    ['javascript:alert(1)', 'javascript:alert(1)'],
    ['', null],
    ['word', null],
    ['two words.com', null],
    ['https://', null],
  ])('%j opens %j', (typed, address) => {
    expect(addressOf(typed)).toBe(address);
  });

  it('is shown without what is always there', () => {
    expect(shortAddress('https://example.com/')).toBe('example.com');
    expect(shortAddress('https://example.com/a/')).toBe('example.com/a/');
    expect(shortAddress('http://example.com/')).toBe('http://example.com/');
  });
});

describe('The time of a call', () => {
  it.each([
    [0, '0:00'],
    [7_999, '0:07'],
    [754_000, '12:34'],
    [3_723_000, '1:02:03'],
    [-1, '0:00'],
  ])('%i ms is %s', (ms, shown) => {
    expect(callTime(ms)).toBe(shown);
  });
});

describe('The bridge', () => {
  it('turns a refusal back into an error with its code', async () => {
    const { client } = createFakeClient({
      view: views.ready(),
      web: webPage(),
      privacy: privacyView(),
      refuse: { 'shift:set': new AppError('OFF_SHIFT', 'Not now.') },
    });
    await expect(client.invoke('shift:set', { on: true })).rejects.toMatchObject({
      code: 'OFF_SHIFT',
      message: 'Not now.',
    });
  });
});

describe('The ring', () => {
  it('starts once however often it is asked, repeats, and stops', () => {
    vi.useFakeTimers();
    const started: number[] = [];
    const node = {
      connect: () => node,
      gain: { setValueAtTime: () => undefined, exponentialRampToValueAtTime: () => undefined },
    };
    const context = {
      currentTime: 0,
      destination: {},
      createGain: () => node,
      createOscillator: () => ({
        type: '',
        frequency: { value: 0 },
        connect: () => node,
        start: (at: number) => started.push(at),
        stop: () => undefined,
      }),
    };
    const ringer = createRinger(() => context as unknown as AudioContext);
    ringer.start();
    ringer.start();
    expect(started).toHaveLength(4);
    vi.advanceTimersByTime(3000);
    expect(started).toHaveLength(8);
    ringer.stop();
    vi.advanceTimersByTime(60_000);
    expect(started).toHaveLength(8);
    vi.useRealTimers();
  });
});
