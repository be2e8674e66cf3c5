import type { DeviceRow } from '../../../core/wire/console.ts';
import { matchesWords } from '../floor/match-words.ts';
import type { Text } from '../use-text.ts';
import type { View } from './views.ts';

export interface PaletteItem {
  readonly id: string;
  readonly label: string;
  readonly detail: string;
  readonly path: string;
}

/** More than anybody reads; a longer query finds the others. */
const MOST_AGENTS = 8;

/** What fits what was typed: pages first, then agents. */
export function paletteItems(
  query: string,
  { views, devices, t }: { readonly views: readonly View[]; readonly devices: readonly DeviceRow[]; readonly t: Text },
): readonly PaletteItem[] {
  const words = query.trim().toLowerCase();
  const pages = views
    .map((view) => ({ id: view.id, label: t(view.label), detail: t('palette.pages'), path: view.path }))
    .filter((item) => item.label.toLowerCase().includes(words));
  if (words === '' || !views.some((view) => view.id === 'floor')) return pages;
  const agents = devices
    .filter(({ agent }) => matchesWords(`${agent.name} ${agent.extension}`, query))
    .slice(0, MOST_AGENTS)
    .map((row) => ({
      id: row.deviceId,
      label: row.agent.name,
      detail: t('device.extension', { extension: row.agent.extension }),
      path: `/floor/${row.deviceId}`,
    }));
  return [...pages, ...agents];
}
