import type { BrowserName } from './fact.ts';

interface ShippedMinimums {
  /** The day on which somebody last compared this with the makers' pages. */
  readonly asOf: string;
  readonly versions: { readonly [B in BrowserName]: string | null };
}

/**
 * What each browser must at least be when the policy says nothing of it: the oldest release line that its maker still kept safe, which
 * is the extended one (Chrome's extended stable, chromiumdash.appspot.com/schedule; Firefox ESR, whattrainisitnow.com/calendar).
 * null: its packages number it differently on different systems, so only a policy can say.
 */
export const SHIPPED_MINIMUMS: ShippedMinimums = {
  asOf: '2026-11-22',
  versions: {
    chrome: '154',
    chromium: '154',
    edge: '152',
    firefox: '153',
    safari: '26',
    brave: null,
    opera: null,
    vivaldi: null,
  },
};

/** After so many days without a look at the makers' pages these versions prove nothing. */
export const MINIMUMS_LAST_DAYS = 200;
