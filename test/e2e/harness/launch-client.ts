import { fileURLToPath } from 'node:url';
import type { LaunchedClient, LaunchOptions } from './client.ts';
import { presentElectron } from '../../../scripts/start/electron-binary.ts';
import { launchOnElectron } from './on-electron.ts';
import { launchOnStandIn } from './on-stand-in.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
let hasSaid = false;

/** Opens one client on real Electron where its program is here, else on the stand-in; the run says which, once. */
export async function launchClient(options: LaunchOptions): Promise<LaunchedClient> {
  const binary = presentElectron(root);
  if (!hasSaid) {
    hasSaid = true;
    console.log(
      binary === null
        ? 'The clients run on the stand-in: Electron’s program is not here.'
        : `The clients run on Electron: ${binary}`,
    );
  }
  return binary === null ? await launchOnStandIn(root, options) : await launchOnElectron(binary, options);
}
