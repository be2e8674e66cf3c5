import { expect, it } from 'vitest';
import type { Alert } from '../../../core/wire/alerts.ts';
import { policy } from '../support/facts.ts';
import { codeOf } from '../support/routes.ts';
import { createWorld } from '../support/world.ts';

const DAY_MS = 86_400_000;

it('reminds of a policy whose review is overdue, once, and again a day after somebody closed that', async () => {
  const world = await createWorld({ document: policy({ reviewBy: '2026-01-06', owner: 'Security' }) });
  const open = async () => {
    const supervisor = await world.signIn('supervisor');
    return (await supervisor.get('/api/alerts'))
      .json<{ alerts: Alert[] }>()
      .alerts.filter(({ state }) => state === 'open');
  };
  world.clock.advance(DAY_MS);
  expect(await open()).toEqual([]);
  world.clock.advance(2 * DAY_MS);
  await expect
    .poll(open)
    .toMatchObject([
      { kind: 'policy-overdue', subject: 'version 1', details: { reviewBy: '2026-01-06', owner: 'Security' } },
    ]);
  const [alert] = await open();
  const supervisor = await world.signIn('supervisor');
  expect((await supervisor.send('POST', `/api/alerts/${alert?.id}/close`)).statusCode).toBe(204);
  expect(codeOf(await supervisor.send('POST', `/api/alerts/${alert?.id}/close`))).toBe('NOT_FOUND');
  expect(await open()).toEqual([]);
  world.clock.advance(DAY_MS);
  await expect.poll(open).toHaveLength(1);
  expect(await world.audit()).toContain('alert.closed');
});
