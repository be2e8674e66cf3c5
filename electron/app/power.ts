import { powerMonitor } from 'electron';

export interface SleepListener {
  suspend(): void;
  resume(): void;
}

/** Sleep closes the phone; waking needs the server's word again. `shutdown` is sleep without a morning. */
export function followPower(listener: SleepListener): void {
  powerMonitor.on('suspend', () => {
    listener.suspend();
  });
  powerMonitor.on('shutdown', () => {
    listener.suspend();
  });
  powerMonitor.on('resume', () => {
    listener.resume();
  });
}
