import { app } from './app.ts';
import { report } from './runtime.ts';

const FORCE_AFTER_MS = 5000;
const LOOK_EVERY_MS = 1000;

/** The app ends, and Chromium with it, on a signal and when whoever started it has gone. */
export function endWithParent(): void {
  let ending = false;
  const end = (): void => {
    // Asked twice is meant.
    if (ending) process.exit(1);
    ending = true;
    app.quit();
    setTimeout(() => app.exit(1), FORCE_AFTER_MS).unref();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end);
  if (process.send !== undefined) process.on('disconnect', () => app.exit(0));
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid === parent && isThere(parent)) return;
    report('The process that started the app has gone, so the app ends.');
    app.exit(0);
  }, LOOK_EVERY_MS).unref();
}

/** On Windows the parent's number stays when it has gone. */
function isThere(pid: number): boolean {
  if (process.platform !== 'win32') return true;
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
