import type { WebBlock } from '../../core/web/decide.ts';
import type { BlockedSites } from '../client/ports.ts';

interface Hit {
  readonly category: string;
  /** The listed site, never the full host: what stands before it may name a person. Null when the policy did not name it. */
  readonly host: string | null;
  count: number;
}

/** What one heartbeat may carry, and far more than a shift has; beyond that only the count of the category grows. */
const MOST_TOLD = 20;
const MOST_HOSTS = 200;

export interface BlockedHits extends BlockedSites {
  add(block: WebBlock): void;
}

export function createBlockedHits(): BlockedHits {
  let hits: Hit[] = [];

  function countIn(category: string, host: string | null, by: number): void {
    const found = hits.find((hit) => hit.category === category && hit.host === host);
    if (found !== undefined) found.count += by;
    else if (host !== null && hits.length >= MOST_HOSTS) countIn(category, null, by);
    else hits.push({ category, host, count: by });
  }

  return {
    add({ category, rule, list }) {
      // Only the policy's own entries are names that IT wrote; a line of a list may hold whatever its keeper put in it.
      countIn(category, list === 'policy' && category !== 'not-allowed' ? rule : null, 1);
    },
    peek(mode) {
      if (mode === 'nothing') {
        hits = [];
        return [];
      }
      if (mode === 'domain') return hits.slice(0, MOST_TOLD).map((hit) => ({ ...hit }));
      const counts = new Map<string, number>();
      for (const hit of hits) counts.set(hit.category, (counts.get(hit.category) ?? 0) + hit.count);
      return [...counts].slice(0, MOST_TOLD).map(([category, count]) => ({ category, host: null, count }));
    },
    told(sites) {
      for (const site of sites) {
        let left = site.count;
        for (const hit of hits) {
          if (hit.category !== site.category || (site.host !== null && hit.host !== site.host)) continue;
          const taken = Math.min(left, hit.count);
          hit.count -= taken;
          left -= taken;
        }
      }
      hits = hits.filter((hit) => hit.count > 0);
    },
    forget() {
      hits = [];
    },
  };
}
