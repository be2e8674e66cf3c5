import { powerMonitor } from 'electron';

export interface PowerListener {
  suspend(): void;
  resume(): void;
  /** Somebody is back at the laptop; what was plugged in or changed meanwhile is looked at now. */
  lookAgain(): void;
}

/** Sleep closes the phone; waking needs the server's word again. `shutdown` may yet be called off by another app, so it is no sleep. */
export function followPower(listener: PowerListener, onShutdown: () => void): void {
  powerMonitor.on('suspend', () => {
    listener.suspend();
  });
  powerMonitor.on('shutdown', () => {
    onShutdown();
  });
  powerMonitor.on('resume', () => {
    listener.resume();
  });
  powerMonitor.on('unlock-screen', () => {
    listener.lookAgain();
  });
}
