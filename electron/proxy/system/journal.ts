import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import * as z from 'zod';

const journalSchema = z.strictObject({
  schema: z.literal('offhook-proxy-journal/1'),
  /** Every address that this run has set or was about to set, newest last. */
  ours: z
    .array(z.url({ protocol: /^http$/ }))
    .min(1)
    .max(8),
  saved: z
    .array(
      z.strictObject({
        store: z.enum(['windows', 'macos', 'gnome', 'kde']),
        id: z.string().max(500),
        values: z.record(z.string(), z.string().max(10_000).nullable()),
      }),
    )
    .max(100),
});

export type SavedScope = z.infer<typeof journalSchema>['saved'][number];

/** What was there before us. On disk before anything is changed, gone after everything is back. */
export type JournalEntry = z.infer<typeof journalSchema>;

export interface Journal {
  /** Null when there is none; `damaged` when there is one that can't be read. */
  read(): JournalEntry | 'damaged' | null;
  /** Returns only when the entry would survive a power cut. */
  write(entry: JournalEntry): void;
  remove(): void;
}

/** Synchronous on purpose: a program that is being ended has no later. */
export function createFileJournal(path: string): Journal {
  return {
    read: () => {
      let text: string;
      try {
        text = readFileSync(path, 'utf8');
      } catch (error) {
        return error instanceof Error && 'code' in error && error.code === 'ENOENT' ? null : 'damaged';
      }
      try {
        return journalSchema.parse(JSON.parse(text));
      } catch {
        return 'damaged';
      }
    },
    write: (entry) => {
      mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
      const draft = `${path}.new`;
      const file = openSync(draft, 'w', 0o600);
      try {
        writeSync(file, JSON.stringify(journalSchema.parse(entry)));
        fsyncSync(file);
      } finally {
        closeSync(file);
      }
      renameSync(draft, path);
      syncFolder(dirname(path));
    },
    remove: () => {
      rmSync(path, { force: true });
      syncFolder(dirname(path));
    },
  };
}

/** So that the new name survives too. Windows has no such thing for folders and needs none. */
function syncFolder(path: string): void {
  if (process.platform === 'win32') return;
  const folder = openSync(path, 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}
