import type { App } from 'electron';

/** Longer than a server on the same continent needs to hear goodbye, short enough that nobody waits for a window to go. */
const FAREWELL_MS = 1_500;

export interface LifecycleDeps {
  /** Ends the shift: says goodbye to the server and stops everything. */
  readonly endShift: () => Promise<void>;
  /** Just before the end, whatever became of the goodbye. */
  readonly dispose: () => void;
}

export interface Lifecycle {
  /** Whether the app is on its way out, so that windows may close. */
  isQuitting(): boolean;
  /** The system is going down: says goodbye without waiting, since macOS takes a delay for a refusal to shut down. */
  systemEnds(): void;
}

/** Quitting ends the shift first, politely and briefly; a second wish to quit does not wait. */
export function followLifecycle(app: App, deps: LifecycleDeps): Lifecycle {
  let phase: 'running' | 'saying goodbye' | 'done' = 'running';
  async function farewell(): Promise<void> {
    await Promise.race([deps.endShift().catch(() => undefined), wait(FAREWELL_MS)]);
    phase = 'done';
    deps.dispose();
    app.quit();
  }

  app.on('before-quit', (event) => {
    if (phase !== 'running') return;
    phase = 'saying goodbye';
    event.preventDefault();
    void farewell();
  });
  app.on('window-all-closed', () => {
    app.quit();
  });
  return {
    isQuitting: () => phase !== 'running',
    systemEnds() {
      if (phase !== 'running') return;
      phase = 'saying goodbye';
      deps.endShift().catch(() => undefined);
    },
  };
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms).unref();
  });
}
