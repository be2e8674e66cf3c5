import { powerMonitor } from 'electron';

export interface SleepListener {
  suspend(): void;
  resume(): void;
}

/** Sleep closes the phone; waking needs the server's word again. `shutdown` may yet be called off by another app, so it is no sleep. */
export function followPower(listener: SleepListener, onShutdown: () => void): void {
  powerMonitor.on('suspend', () => {
    listener.suspend();
  });
  powerMonitor.on('shutdown', () => {
    onShutdown();
  });
  powerMonitor.on('resume', () => {
    listener.resume();
  });
}
