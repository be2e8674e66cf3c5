import { z } from 'zod';
import { readJson } from '../format/json.ts';
import { unknownReading, type UpdatesReading } from '../reading.ts';
import { defineSource, type Source } from '../source.ts';
import { updatesReading } from '../updates.ts';

const DAY_MS = 86_400_000;
const agesSchema = z.object({ ageMs: z.number().min(0), entries: z.number().min(1) });

function listsAge(id: string, paths: readonly string[]): Source<'updates'> {
  return defineSource({
    id,
    platform: 'linux',
    family: 'updates',
    fact: 'osUpdates',
    pace: 'updates',
    gather: { via: 'age', paths },
    parse: (output): UpdatesReading => {
      const ages = agesSchema.safeParse(readJson(output));
      return ages.success
        ? updatesReading({ checkedDaysAgo: Math.round((ages.data.ageMs / DAY_MS) * 10) / 10 })
        : unknownReading.updates('unreadable');
    },
  });
}

/** When the package lists were last fetched. A plan made from old or empty lists proves nothing. */
export const aptListsAge = listsAge('linux/apt-lists-age', [
  '/var/lib/apt/periodic/update-success-stamp',
  '/var/lib/apt/lists',
]);
export const dnfCacheAge = listsAge('linux/dnf-cache-age', ['/var/cache/libdnf5', '/var/cache/dnf']);
export const pacmanSyncAge = listsAge('linux/pacman-sync-age', ['/var/lib/pacman/sync']);
export const zypperCacheAge = listsAge('linux/zypper-cache-age', ['/var/cache/zypp/raw', '/var/cache/zypp/solv']);
