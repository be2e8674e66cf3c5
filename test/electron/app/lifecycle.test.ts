import { EventEmitter } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it, vi } from 'vitest';
import { followLifecycle } from '../../../electron/app/lifecycle.ts';

class FakeApp extends EventEmitter {
  quits = 0;
  /** As Electron: asks before it ends. */
  quit(): void {
    let prevented = false;
    this.emit('before-quit', {
      preventDefault: () => {
        prevented = true;
      },
    });
    if (!prevented) this.quits += 1;
  }
}

describe('quitting', () => {
  it('ends the shift first, then ends, once', async () => {
    const app = new FakeApp();
    const steps: string[] = [];
    const lifecycle = followLifecycle(app as never, {
      endShift: async () => {
        await wait(20);
        steps.push('shift ended');
      },
      dispose: () => steps.push('disposed'),
    });
    expect(lifecycle.isQuitting()).toBe(false);
    app.quit();
    expect([app.quits, lifecycle.isQuitting()]).toEqual([0, true]);
    await vi.waitFor(() => expect(app.quits).toBe(1));

    expect(steps).toEqual(['shift ended', 'disposed']);
  });

  it('waits no longer than a moment for a goodbye that does not get through', async () => {
    const app = new FakeApp();
    followLifecycle(app as never, { endShift: () => new Promise(() => undefined), dispose: () => undefined });
    const startedAt = performance.now();
    app.quit();
    await vi.waitFor(() => expect(app.quits).toBe(1), { timeout: 4_000, interval: 20 });

    expect(performance.now() - startedAt).toBeLessThan(2_500);
  });

  it('does not wait when it is asked for a second time', () => {
    const app = new FakeApp();
    followLifecycle(app as never, { endShift: () => new Promise(() => undefined), dispose: () => undefined });
    app.quit();
    app.quit();
    expect(app.quits).toBe(1);
  });

  it('does not hold up a system that goes down, yet starts its goodbye', () => {
    const app = new FakeApp();
    let goodbyes = 0;
    const lifecycle = followLifecycle(app as never, {
      endShift: () => {
        goodbyes += 1;
        return new Promise(() => undefined);
      },
      dispose: () => undefined,
    });
    lifecycle.systemEnds();
    expect(lifecycle.isQuitting()).toBe(true);
    app.quit();
    expect([app.quits, goodbyes]).toEqual([1, 1]);
  });
});
