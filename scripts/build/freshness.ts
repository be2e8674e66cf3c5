import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';

/** Changes to these make everything stale. */
const ALWAYS = ['package-lock.json', 'tsconfig.base.json', 'scripts/build', 'scripts/build.ts'];

/** One hash over the names, sizes and times of all inputs: cheap, and as good as the file system's clock. */
export function inputsHash(root: string, inputs: readonly string[]): string {
  const hash = createHash('sha256');
  for (const input of [...inputs, ...ALWAYS]) {
    const path = isAbsolute(input) ? input : join(root, input);
    if (existsSync(path)) addPath(hash, path);
  }
  return hash.digest('hex');
}

function addPath(hash: ReturnType<typeof createHash>, path: string): void {
  const stats = statSync(path);
  if (!stats.isDirectory()) {
    hash.update(`${path}\0${stats.size}\0${stats.mtimeMs}\n`);
    return;
  }
  for (const name of readdirSync(path).sort()) addPath(hash, join(path, name));
}

/** Remembers with which inputs an output was made. */
export interface Stamp {
  isFresh(hash: string): boolean;
  write(hash: string): void;
}

export function stampOf(root: string, name: string, output: string): Stamp {
  const path = join(root, '.cache', 'build', `${name}.hash`);
  return {
    isFresh: (hash) => existsSync(output) && existsSync(path) && readFileSync(path, 'utf8') === hash,
    write(hash) {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, hash);
    },
  };
}
