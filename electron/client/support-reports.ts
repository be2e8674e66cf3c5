import { gzipSync } from 'node:zlib';
import { AppError } from '../../core/errors.ts';
import type { SupportReport } from '../../core/ipc/support-report.ts';
import { HELP_BUNDLE_MAX_CHARS } from '../../core/wire/device.ts';
import type { SupportBundle } from '../posture/support-bundle.ts';

/** The one report that the agent was shown last: only that can be saved or sent. In memory only. */
export interface SupportReports {
  make(): Promise<SupportReport>;
  /** Where it was written. Throws AppError NOT_FOUND for another report than the one on screen. */
  save(id: string): Promise<string>;
  /** As it goes to IT: gzip in base64url. Throws AppError NOT_FOUND, or INVALID_INPUT when it is too large. */
  packed(id: string): string;
}

export interface SupportReportsDeps {
  readonly make: () => Promise<SupportBundle>;
  readonly uuid: () => string;
  /** Writes a new file and gives back its path; never over another. */
  readonly write: (name: string, text: string) => Promise<string>;
}

interface Shown {
  readonly id: string;
  readonly text: string;
  readonly recordedAt: string;
  readonly packed: string;
}

export function createSupportReports({ make, uuid, write }: SupportReportsDeps): SupportReports {
  let shown: Shown | null = null;

  function find(id: string): Shown {
    if (shown === null || shown.id !== id)
      throw new AppError('NOT_FOUND', 'That report is not there any more. Make a new one.');
    return shown;
  }

  return {
    async make() {
      const { bundle: text, summary } = await make();
      const packed = gzipSync(text).toString('base64url');
      shown = { id: uuid(), text, recordedAt: summary.recordedAt, packed };
      return {
        id: shown.id,
        recordedAt: summary.recordedAt,
        canSend: canSend(packed),
        bytes: Buffer.byteLength(text),
        entries: summary.entries.map((entry) => ({ ...entry, what: entry.what.slice(0, 2000) })),
        missing: summary.missing,
        raw: text,
      };
    },
    save(id) {
      const { recordedAt, text } = find(id);
      // 2026-11-22T10:15:30.000Z: a colon can't be in a file's name on Windows.
      return write(`offhook-report-${recordedAt.slice(0, 19).replaceAll(':', '-')}.json`, text);
    },
    packed(id) {
      const { packed } = find(id);
      if (!canSend(packed))
        throw new AppError(
          'INVALID_INPUT',
          'The report is too large to be sent. Save it, and give the file to your IT.',
        );
      return packed;
    },
  };
}

function canSend(packed: string): boolean {
  return packed.length <= HELP_BUNDLE_MAX_CHARS;
}
