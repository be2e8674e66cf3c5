import { readFileSync } from 'node:fs';
import { isAbsolute } from 'node:path';
import { compileFunction } from 'node:vm';

/** The names that Node and Electron give to a CommonJS file. */
const WRAPPER = ['exports', 'require', 'module', '__filename', '__dirname'];

/**
 * Reads a sandboxed preload and holds it to what Electron's sandbox can run: one CommonJS file. Electron only logs a
 * preload that it can't parse and opens a window without a bridge; here it is an error at once.
 */
export function readPreload(path: unknown): string {
  if (typeof path !== 'string' || !isAbsolute(path))
    throw new TypeError('webPreferences.preload must be an absolute path');
  let source: string;
  try {
    source = readFileSync(path, 'utf8');
  } catch (cause) {
    throw new Error(`Unable to load preload script: ${path} can't be read`, { cause });
  }
  if (path.endsWith('.mjs'))
    throw new Error(`Unable to load preload script: ${path}. A sandboxed preload can't be an ES module`);
  try {
    compileFunction(source, WRAPPER, { filename: path });
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`Unable to load preload script: ${path} is no CommonJS file: ${why}`, { cause });
  }
  if (/\bimport\s*\(/.test(source))
    throw new Error(`Unable to load preload script: ${path}. A sandboxed preload can't import()`);
  return source;
}
