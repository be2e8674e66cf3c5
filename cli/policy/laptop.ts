import { readdir, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Facts } from '../../core/facts/catalogue.ts';
import type { Platform } from '../../core/ids.ts';
import { parseJsonOrThrow, parseOrThrow } from '../../core/parse.ts';
import { bundleSchema } from '../../electron/posture/io/bundle.ts';
import { replayIo } from '../../electron/posture/io/replay.ts';
import { measureOnce } from '../../electron/posture/measure.ts';
import { UsageError, type CommandIo } from '../command.ts';
import { localClock } from '../local-posture.ts';
import { readInput, reasonOf } from '../read-input.ts';

/** A laptop as one of its recordings shows it. */
export interface Laptop {
  readonly name: string;
  readonly platform: Platform;
  readonly facts: Facts;
}

/** Recordings (`offhook check --record`), each a file; a folder stands for all the .json files in it. */
export async function readLaptops(paths: readonly string[], io: CommandIo): Promise<readonly Laptop[]> {
  const files = (await Promise.all(paths.map((path) => filesOf(path, io)))).flat();
  const laptops: Laptop[] = [];
  // One after the other: each replay runs every parser.
  for (const file of files) laptops.push(await readLaptop(file, io));
  return laptops;
}

async function filesOf(path: string, io: CommandIo): Promise<readonly string[]> {
  if (path === '-') return [path];
  try {
    if (!(await stat(resolve(io.cwd, path))).isDirectory()) return [path];
    const names = await readdir(resolve(io.cwd, path));
    return names
      .filter((name) => name.endsWith('.json'))
      .toSorted()
      .map((name) => join(path, name));
  } catch (error) {
    throw new UsageError(`The recording “${path}” can’t be read: ${reasonOf(error)}.`, { cause: error });
  }
}

async function readLaptop(file: string, io: CommandIo): Promise<Laptop> {
  const text = new TextDecoder().decode(await readInput(file, 'recording', io));
  const bundle = parseOrThrow(bundleSchema, parseJsonOrThrow(text, 'recording'), 'recording');
  const clock = localClock(() => bundle.recordedAt);
  const { facts } = await measureOnce(replayIo(bundle), bundle.platform, clock, { signal: io.signal });
  return { name: file, platform: bundle.platform, facts };
}
