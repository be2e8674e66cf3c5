import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

/** Bytes of a file, unpacked if its name ends in .gz. */
export function readMaybePacked(file: string): Buffer {
  const bytes = readFileSync(file);
  return file.endsWith('.gz') ? gunzipSync(bytes) : bytes;
}

/** The lists of plain domains at the top of a folder, as one text. */
export function readDomainLists(folder: string): Buffer {
  const files = readdirSync(folder).filter((name) => /\.txt(\.gz)?$/.test(name));
  if (files.length === 0) throw new Error(`There is no list (*.txt or *.txt.gz) in ${folder}.`);
  return Buffer.concat(files.sort().map((name) => readMaybePacked(join(folder, name))));
}

/** Releases of one list in time, oldest first; empty when the folder has none. */
export function readHistory(folder: string): { readonly name: string; readonly bytes: Buffer }[] {
  let names: string[];
  try {
    names = readdirSync(join(folder, 'deltas')).filter((name) => /^2025-.*\.txt(\.gz)?$/.test(name));
  } catch {
    return [];
  }
  return names.sort().map((name) => ({ name, bytes: readMaybePacked(join(folder, 'deltas', name)) }));
}

export function linesOf(bytes: Buffer): string[] {
  return bytes
    .toString('latin1')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** The same numbers on every run: mulberry32. */
export function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** `count` of the lines, drawn at random but the same on every run. */
export function sample(lines: readonly string[], count: number): string[] {
  if (count >= lines.length) return [...lines];
  const random = randomOf(42);
  const drawn = [...lines];
  for (let i = 0; i < count; i++) {
    const other = i + Math.floor(random() * (drawn.length - i));
    [drawn[i], drawn[other]] = [drawn[other] ?? '', drawn[i] ?? ''];
  }
  return drawn.slice(0, count);
}

/** A flat copy, as a host comes from a parsed URL: slices of a larger string are slower to read. */
export function flat(text: string): string {
  return Buffer.from(text, 'latin1').toString('latin1');
}
