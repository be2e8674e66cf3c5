import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

/** How windows are drawn on this machine. */
export type Drawing =
  | { readonly by: 'electron'; readonly binary: string }
  | { readonly by: 'stand-in'; readonly browser: string; readonly headed: boolean };

export interface ClientInput {
  readonly root: string;
  readonly drawing: Drawing;
  readonly userData: string;
  readonly screenshots: string;
  readonly enrolmentLink: string;
}

/** Opens one client. It ends with this process: by signal, or by itself when this process is gone. */
export function openClient({ root, drawing, userData, screenshots, enrolmentLink }: ClientInput): ChildProcess {
  mkdirSync(userData, { recursive: true });
  const own = ['--user-data', userData, '--enrol', enrolmentLink];
  const stdio: ['ignore', 'ignore', 'inherit', 'ipc'] = ['ignore', 'ignore', 'inherit', 'ipc'];
  if (drawing.by === 'electron') {
    // Chromium refuses to run as root with its sandbox; a demo on a root-only machine is the one place to give it up.
    const asRoot = process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];
    return spawn(drawing.binary, [...asRoot, root, ...own], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
  }
  const standIn = {
    OFFHOOK_STAND_IN_CHROMIUM: drawing.browser,
    ...(drawing.headed ? { OFFHOOK_STAND_IN_HEADED: '1' } : { OFFHOOK_STAND_IN_SCREENSHOTS: screenshots }),
    // Without a display there is no sound card either; Chromium's own test tone stands in for the microphone.
    ...(drawing.headed ? {} : { OFFHOOK_STAND_IN_EXTRA_ARGS: JSON.stringify(['--use-fake-device-for-media-stream']) }),
  };
  const register = join(root, 'test', 'stand-in', 'register.mjs');
  return spawn(process.execPath, ['--import', register, join(root, 'dist', 'electron', 'main.js'), ...own], {
    cwd: root,
    stdio,
    env: { ...process.env, ...standIn },
  });
}

/** Asks politely, then insists after `patienceMs`. */
export async function endClient(child: ChildProcess, patienceMs = 4000): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const insist = setTimeout(() => child.kill('SIGKILL'), patienceMs);
  await ended;
  clearTimeout(insist);
}
