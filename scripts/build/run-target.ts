import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, isAbsolute, join } from 'node:path';
import { build } from 'vite';
import { inputsHash, stampOf } from './freshness.ts';
import type { Target } from './targets.ts';

/** Whether it had to be built. Made aside and put in place at the end, so that nobody ever sees half of it. */
export async function runTarget(root: string, target: Target, force: boolean): Promise<boolean> {
  const folder = isAbsolute(target.output.folder) ? target.output.folder : join(root, target.output.folder);
  const output = target.output.file === null ? folder : join(folder, target.output.file);
  const stamp = stampOf(root, target.name, output);
  const hash = inputsHash(root, target.inputs);
  if (!force && stamp.isFresh(hash)) return false;
  const aside = join(dirname(folder), `.${basename(folder)}-${target.name}-${process.pid}`);
  rmSync(aside, { recursive: true, force: true });
  try {
    await build(target.config(root, aside));
    if (target.output.file === null) {
      rmSync(folder, { recursive: true, force: true });
      mkdirSync(dirname(folder), { recursive: true });
      renameSync(aside, folder);
    } else {
      mkdirSync(folder, { recursive: true });
      renameSync(join(aside, target.output.file), output);
    }
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
  stamp.write(hash);
  return true;
}
