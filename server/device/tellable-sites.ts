import type { PolicyDocument } from '../../core/policy/schema.ts';
import type { Heartbeat } from '../../core/wire/device.ts';

type BlockedSite = Heartbeat['blockedSites'][number];

/** What core/web/decide.ts calls an address that is no site at all, a look-alike, and what an allow-only policy does not name. */
const BUILT_IN = ['other', 'phishing', 'not-allowed'] as const;

/**
 * Of what a client says that it refused: what the policy lets be told, and names. Whatever a client sends, nothing else
 * is stored, neither what must not be told nor text that is no category or host of the block list.
 */
export function tellableSites(
  { web, privacy }: Pick<PolicyDocument, 'web' | 'privacy'>,
  sites: readonly BlockedSite[],
  listCategories: readonly string[],
): readonly BlockedSite[] {
  const mayTell = privacy.reportBlockedSites;
  if (mayTell === 'nothing') return [];
  const categories = new Set<string>([...BUILT_IN, ...listCategories, ...web.block.map(({ category }) => category)]);
  const hosts = new Set(web.block.map(({ host, category }) => `${category} ${host}`));
  return sites.flatMap(({ category, host, count }): readonly BlockedSite[] => {
    if (!categories.has(category)) return [];
    if (mayTell === 'count' || host === null) return [{ category, host: null, count }];
    return hosts.has(`${category} ${host}`) ? [{ category, host, count }] : [];
  });
}
