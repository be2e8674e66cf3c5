import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';

/** An archive of ours has some hundred files; a header beyond this is none of ours. */
const MAX_HEADER = 8_000_000;

/**
 * SHA-256 of an archive's header, in hex: what Electron compares with the value that the build wrote into the program (docs/tutorial/asar-integrity.md). The
 * header holds the hashes of the files, which Electron checks as it reads them. Throws when there is no such archive.
 */
export function hashArchiveHeader(path: string): string {
  return withPlainFiles(() => {
    const file = openSync(path, 'r');
    try {
      const sizes = Buffer.alloc(16);
      if (readSync(file, sizes, 0, 16, 0) !== 16) throw new Error('The archive is cut off.');
      // Two pickles of Chromium's: the second one's length, then its text with a length of its own.
      const length = sizes.readUInt32LE(12);
      if (length === 0 || length > MAX_HEADER) throw new Error('The archive has no header.');
      const header = Buffer.alloc(length);
      if (readSync(file, header, 0, length, 16) !== length) throw new Error('The archive is cut off.');
      return createHash('sha256').update(header).digest('hex');
    } finally {
      closeSync(file);
    }
  });
}

/** Electron shows archives as folders unless it is told not to. Nothing else runs before it is told back: all of this is synchronous. */
function withPlainFiles<T>(read: () => T): T {
  const electron = process as { noAsar?: boolean };
  const before = electron.noAsar;
  electron.noAsar = true;
  try {
    return read();
  } finally {
    if (before === undefined) delete electron.noAsar;
    else electron.noAsar = before;
  }
}

/** The hash that the build wrote for `Resources/app.asar`, from the text of an Info.plist; null when it wrote none. */
export function archiveHashInPlist(plist: string): string | null {
  const entry = /<key>Resources\/app\.asar<\/key>\s*<dict>([\s\S]*?)<\/dict>/.exec(plist)?.[1] ?? '';
  return /<key>hash<\/key>\s*<string>([0-9a-f]{64})<\/string>/i.exec(entry)?.[1]?.toLowerCase() ?? null;
}

/** The same, from the resource INTEGRITY of a Windows program; it is plain JSON somewhere in the file. */
export function archiveHashInProgram(program: Buffer): string | null {
  const at = program.indexOf('"resources\\\\app.asar"');
  if (at === -1) return null;
  const around = program.toString('latin1', Math.max(0, at - 200), at + 300);
  return /"value"\s*:\s*"([0-9a-f]{64})"/i.exec(around)?.[1]?.toLowerCase() ?? null;
}
