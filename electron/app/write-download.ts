import { mkdir, writeFile } from 'node:fs/promises';
import { join, parse } from 'node:path';
import { AppError } from '../../core/errors.ts';

const MOST_NAMES = 20;

/**
 * Writes a new file for the agent to find, readable by them alone, and gives back its path. A name that is taken gets a number, as browsers do.
 * The name is ours, never the page's. Throws AppError UNAVAILABLE.
 */
export async function writeDownload(folder: string, name: string, text: string): Promise<string> {
  const { name: stem, ext } = parse(name);
  await mkdir(folder, { recursive: true }).catch(refuse);
  for (let count = 1; count <= MOST_NAMES; count += 1) {
    const path = join(folder, count === 1 ? name : `${stem} (${count})${ext}`);
    try {
      await writeFile(path, text, { flag: 'wx', mode: 0o600 });
      return path;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') refuse(error);
    }
  }
  throw new AppError('UNAVAILABLE', 'There are many reports of this minute in your Downloads folder already.');
}

function refuse(error: unknown): never {
  const message =
    'The report couldn’t be saved into your Downloads folder. Check that the folder is there and not full.';
  throw new AppError('UNAVAILABLE', message, { cause: error });
}
