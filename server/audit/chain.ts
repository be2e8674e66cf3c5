import { createHash } from 'node:crypto';
import { canonicalJson } from '../../core/canonical-json.ts';
import type { AuditEntry, AuditRecord } from '../store/records.ts';

/** What the first event is chained to. */
export const CHAIN_START = '0'.repeat(64);

/** SHA-256 of the hash before and the event's canonical JSON: changing, moving or dropping one breaks all that follow. */
export function auditHash(previous: string, sequence: number, entry: AuditEntry): string {
  const { at, actor, action, subject, details } = entry;
  const event = canonicalJson({ sequence, at, actor, action, subject, details });
  return createHash('sha256').update(`${previous}\n${event}`).digest('hex');
}

export type ChainResult =
  | { readonly intact: true; readonly events: number; readonly head: string }
  | { readonly intact: false; readonly sequence: number; readonly why: string };

/** Walks the whole log and names the first event that is not what was written. */
export async function verifyChain(read: (from: number) => Promise<readonly AuditRecord[]>): Promise<ChainResult> {
  let previous = CHAIN_START;
  let expected = 1;
  for (;;) {
    const batch = await read(expected);
    if (batch.length === 0) return { intact: true, events: expected - 1, head: previous };
    for (const event of batch) {
      const why = faultOf(event, expected, previous);
      if (why !== null) return { intact: false, sequence: expected, why };
      previous = event.hash;
      expected += 1;
    }
  }
}

function faultOf(event: AuditRecord, expected: number, previous: string): string | null {
  if (event.sequence !== expected) return 'it is missing';
  if (event.previous !== previous) return 'it does not follow from the event before it';
  if (auditHash(previous, event.sequence, event) !== event.hash) return 'its contents were changed';
  return null;
}
