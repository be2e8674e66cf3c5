import { readdirSync, readFileSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import type { LookAt } from './posture-io.ts';

/** For as long as this a program that has just begun may still become another (fork, then exec). Milliseconds. */
const FRESH_MS = 4000;
/** proc(5), field 9 of stat: PF_KTHREAD in linux/sched.h. The kernel's own threads come and go all the time. */
const KERNEL_THREAD = 0x0020_0000;

export interface LookOptions {
  readonly linux: boolean;
  monotonicMs(): number;
}

/** Each look costs some tenths of a millisecond, a start of the program that tells more some milliseconds. */
export function createLook(options: LookOptions): (at: LookAt) => Promise<string | null> {
  const processes = createProcessLook(() => options.monotonicMs());
  const look = (at: LookAt): string | null => {
    switch (at) {
      case 'processes':
        return options.linux ? processes() : null;
      case 'mounts':
        return options.linux ? readMounts() : null;
      case 'interfaces':
        return readInterfaces();
    }
  };
  return (at) => {
    try {
      return Promise.resolve(look(at));
    } catch {
      return Promise.resolve(null);
    }
  };
}

function readMounts(): string {
  return `${readFileSync('/proc/self/mountinfo', 'utf8')}\n${readdirSync('/sys/class/block').join(' ')}`;
}

function readInterfaces(): string {
  return Object.entries(networkInterfaces())
    .flatMap(([name, addresses]) => (addresses ?? []).map(({ cidr, mac }) => `${name} ${cidr ?? ''} ${mac}`))
    .toSorted()
    .join('\n');
}

interface Seen {
  readonly sinceMs: number;
  /** Name and time of the start; empty for the kernel's own. */
  readonly marks: string;
}

/**
 * Answers a count that grows whenever a program began, ended or became another. Only what is new is looked into. Synchronous: handing one
 * short listing to a thread costs more than the listing.
 */
function createProcessLook(nowMs: () => number): () => string {
  let known = new Map<string, Seen>();
  let listBefore = '';
  let freshUntilMs = 0;
  let changes = 0;
  return () => {
    const now = nowMs();
    const names = readdirSync('/proc');
    const list = names.join();
    if (list === listBefore && now > freshUntilMs) return String(changes);
    listBefore = list;
    const next = new Map<string, Seen>();
    let differs = false;
    for (const id of names) {
      if (!isNumber(id)) continue;
      const before = known.get(id);
      const isOld = before !== undefined && now - before.sinceMs > FRESH_MS;
      const seen = isOld ? before : { sinceMs: before?.sinceMs ?? now, marks: marksOf(id) };
      if (before === undefined) freshUntilMs = now + FRESH_MS;
      if (seen.marks !== (before?.marks ?? '')) differs = true;
      next.set(id, seen);
    }
    for (const [id, { marks }] of known) if (marks !== '' && !next.has(id)) differs = true;
    if (differs) changes += 1;
    known = next;
    return String(changes);
  };
}

function isNumber(name: string): boolean {
  const first = name.charCodeAt(0);
  return first >= 48 && first <= 57;
}

/** proc(5), fields 2 and 22 of stat. Empty for the kernel's own, and for what is gone already. */
function marksOf(id: string): string {
  try {
    const stat = readFileSync(`/proc/${id}/stat`, 'latin1');
    const afterName = stat.lastIndexOf(')') + 2;
    const fields = stat.slice(afterName).split(' ');
    return (Number(fields[6]) & KERNEL_THREAD) === 0 ? `${stat.slice(0, afterName)}${fields[19] ?? ''}` : '';
  } catch {
    return '';
  }
}
