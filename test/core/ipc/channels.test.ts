import { expect, it } from 'vitest';
import { EVENT_CHANNELS, INVOKE_CHANNELS } from '../../../core/ipc/channels.ts';
import { events, invokes } from '../../../core/ipc/contract.ts';

it('the names that the preload knows are exactly the contract’s', () => {
  expect([...INVOKE_CHANNELS].toSorted()).toEqual(Object.keys(invokes).toSorted());
  expect([...EVENT_CHANNELS].toSorted()).toEqual(Object.keys(events).toSorted());
});

it('no name is both asked and pushed, and each reads as domain:verb', () => {
  const all = [...INVOKE_CHANNELS, ...EVENT_CHANNELS];
  expect(new Set(all).size).toBe(all.length);
  for (const name of all) expect(name).toMatch(/^[a-z]+:[a-z][a-zA-Z]*$/);
});

it('the credential is in no answer and no view, only in the push that opens the phone', () => {
  const carriers = [...Object.entries(invokes), ...Object.entries(events)].filter(([, value]) =>
    JSON.stringify(value, (_key, item: unknown) => (typeof item === 'function' ? undefined : item)).includes(
      'password',
    ),
  );
  expect(carriers.map(([name]) => name)).toEqual(['phone:opened']);
});
