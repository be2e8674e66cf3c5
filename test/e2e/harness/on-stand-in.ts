import { spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ControlClient } from '../../stand-in/control-client.ts';
import type { LaunchedClient, LaunchOptions } from './client.ts';

/** Generous: a world's other processes keep both cores busy while this one starts. */
const START_MS = 90_000;

export async function launchOnStandIn(root: string, options: LaunchOptions): Promise<LaunchedClient> {
  const register = join(root, 'test', 'stand-in', 'register.mjs');
  const args = ['--import', register, options.main, '--user-data', options.userData, ...(options.args ?? [])];
  const child = spawn(process.execPath, args, {
    cwd: root,
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    env: {
      ...process.env,
      OFFHOOK_STAND_IN_BANNER: '0',
      OFFHOOK_STAND_IN_EXTRA_ARGS: JSON.stringify(options.chromiumArgs ?? []),
      ...options.env,
      OFFHOOK_STAND_IN_CONTROL: '1',
      OFFHOOK_STAND_IN_CDP_PORT: '0',
    },
  });
  const control = new ControlClient(child, options.label);
  await control.until('Chromium', (state) => state.isReady, START_MS);
  return {
    kind: 'stand-in',
    pid: child.pid ?? 0,
    window: async () => await control.windowPage(),
    workPage: async () => {
      const { windows } = await control.state();
      const view = windows.flatMap((window) => window.views).findLast((one) => one.targetId !== '');
      return view === undefined ? null : await control.page(view.targetId);
    },
    screenshot: async (path) => {
      const picture = await control.ask({ ask: 'screenshot' });
      if (typeof picture !== 'string') throw new Error(`${options.label} has no window to draw`);
      await writeFile(path, Buffer.from(picture, 'base64'));
    },
    power: async (event) => void (await control.ask({ ask: 'power', event })),
    log: async () => [...(await control.state()).log, ...control.stderr.split('\n').filter((line) => line !== '')],
    stop: async () => await control.stop(),
  };
}
