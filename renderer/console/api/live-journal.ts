import type { QueryClient } from '@tanstack/react-query';
import type { LiveEvent } from '../../../core/wire/console.ts';

/** What the live line says while something is being read: the answer may have been written before it. */
export interface LiveJournal {
  readonly record: (events: readonly LiveEvent[]) => void;
  /** The answer, with everything that was said between the question and it. Throws what `read` throws. */
  readonly during: <T>(
    read: () => Promise<T>,
  ) => Promise<{ readonly answer: T; readonly events: readonly LiveEvent[] }>;
}

export function createLiveJournal(): LiveJournal {
  const open = new Set<LiveEvent[]>();
  return {
    record(events) {
      for (const page of open) page.push(...events);
    },
    async during(read) {
      const events: LiveEvent[] = [];
      open.add(events);
      try {
        return { answer: await read(), events };
      } finally {
        open.delete(events);
      }
    },
  };
}

const journals = new WeakMap<QueryClient, LiveJournal>();

/** The one journal of a page's query cache. */
export function journalOf(queryClient: QueryClient): LiveJournal {
  const known = journals.get(queryClient);
  if (known !== undefined) return known;
  const journal = createLiveJournal();
  journals.set(queryClient, journal);
  return journal;
}
