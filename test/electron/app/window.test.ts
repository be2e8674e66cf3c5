import { describe, expect, it, vi } from 'vitest';

// Electron's program is not there under test; loading the page asks nothing of it.
vi.mock('electron', () => ({}));
const { loadAppPage } = await import('../../../electron/app/window.ts');

/** As Electron's loadURL says it. */
function windowThatFails(error: string, isDestroyed = false) {
  return {
    loadURL: vi.fn<(url: string) => Promise<void>>().mockRejectedValue(new Error(`${error} loading 'app://ui/'`)),
    isDestroyed: () => isDestroyed,
  };
}

describe('loading our own page', () => {
  it('is no failure when a reload took the place of the first load', async () => {
    await expect(loadAppPage(windowThatFails('ERR_ABORTED (-3)'))).resolves.toBeUndefined();
  });

  it('is no failure when the window was closed meanwhile', async () => {
    await expect(loadAppPage(windowThatFails('ERR_FAILED (-2)', true))).resolves.toBeUndefined();
  });

  it('is one when the page can’t be had', async () => {
    await expect(loadAppPage(windowThatFails('ERR_FAILED (-2)'))).rejects.toThrow('ERR_FAILED');
  });
});
