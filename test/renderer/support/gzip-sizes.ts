import { readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** Bytes of a built page by kind, each file compressed alone, as a server would send it. Fonts are compressed already. */
export async function gzipSizes(folder: string): Promise<{ js: number; css: number; fonts: number }> {
  const sizes = { js: 0, css: 0, fonts: 0 };
  for (const file of await readdir(folder, { recursive: true })) {
    const kind = extname(file);
    if (kind === '.js') sizes.js += gzipSync(await readFile(join(folder, file))).length;
    if (kind === '.css') sizes.css += gzipSync(await readFile(join(folder, file))).length;
    if (kind === '.woff2') sizes.fonts += (await readFile(join(folder, file))).length;
  }
  return sizes;
}
