import { describe, expect, it } from 'vitest';
import { createPushEvents } from '../../../electron/ipc/push-events.ts';

describe('what the main process pushes', () => {
  it('goes to the window when it is what the contract says, and nowhere otherwise', () => {
    const sent: unknown[] = [];
    const warned: string[] = [];
    const push = createPushEvents(() => ({ send: (...args) => sent.push(args) }), {
      info: () => undefined,
      warn: (message) => warned.push(message),
    });
    push('phone:closed', { how: 'cut' });
    push('phone:closed', { how: 'cut', secret: 'x' } as never);

    expect(sent).toEqual([['phone:closed', { how: 'cut' }]]);
    expect(warned).toHaveLength(1);
  });

  it('is dropped without a window, and a window that is going does not break it', () => {
    const log = { info: () => undefined, warn: () => undefined };
    expect(() => createPushEvents(() => null, log)('phone:closed', { how: 'cut' })).not.toThrow();
    const broken = {
      send: () => {
        throw new TypeError('Object has been destroyed');
      },
    };
    expect(() => createPushEvents(() => broken, log)('phone:closed', { how: 'cut' })).not.toThrow();
  });
});
