import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Says that a folder is ours to empty. */
const MARKER = 'offhook-demo-data';

/** Makes the folder, or empties it first. Refuses to empty a folder that Offhook did not make. */
export function prepareDataFolder(folder: string, reset: boolean): void {
  const marker = join(folder, MARKER);
  if (existsSync(folder) && readdirSync(folder).length > 0 && !existsSync(marker))
    throw new Error(
      `${folder} holds something that Offhook did not put there. Choose an empty folder with --data DIR.`,
    );
  if (reset) rmSync(folder, { recursive: true, force: true });
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    writeFileSync(marker, 'Made by `npm start`. `npm start -- --reset` deletes this folder.\n');
  } catch (error) {
    throw new Error(
      `${folder} can’t be written (${(error as Error).message}). Make room or choose another folder with --data DIR.`,
      {
        cause: error,
      },
    );
  }
}
