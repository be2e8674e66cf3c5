import { z } from 'zod';
import table from '../../data/protected-hosts.json' with { type: 'json' };

const hosts = z.array(z.string().regex(/^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/)).min(1);
export const protectedHostsSchema = z.strictObject({
  asOf: z.iso.date(),
  /** Where systems and browsers fetch their updates. */
  updates: hosts,
  /** Makers of protection software, and who says whether a certificate or a site is bad. */
  security: hosts,
  /** Where people sign in. */
  accounts: hosts,
  money: hosts,
  /** Known to everybody; blocking them is a matter of taste, sending them elsewhere is not. */
  popular: hosts,
});

const { updates, security, accounts, money, popular } = protectedHostsSchema.parse(table);
const NEEDED = new Set([...updates, ...security, ...accounts, ...money]);
const POPULAR = new Set(popular);

/** Names that lists against advertising block below any domain. */
const ADVERTISING =
  /^(?:.*[-.])?(?:ad|ads|adx|adv|advert|adserver\w*|adservice\w*|analytics?|s?metrics?\w*|s?stats?|statistics?|track|tracker|tracking|trk|telemetry|pixel|click|clicks|clk|beacon|omtr\w*|om|omniture|affiliates?|banners?|promos?|campaigns?|collect|collector|events?|logs?|logger|insights?|tags?|data|evt|metering|newsletter|marketing|go|links?|email|e|t|oms|sstats|tr|partner\w*|share|widgets?|notify|experience|optimize|target|survey)\d*$/;

export type NameKind = 'needed' | 'popular' | 'sensitive' | 'plain';

/** Words in the names of places where money or passwords are, in the languages that we have met. */
const SENSITIVE =
  /(?:^|[-.])(?:\w*bank\w*|banc\w*|banque\w*|banco\w*|sparkasse\w*|volksbank\w*|caixa\w*|credit-?union\w*|paypal\w*|wallet\w*|login|logon|signin|sso|auth|idp|adfs|oauth|accounts?|passport|secure|webmail|vpn|update|updates|antivirus|liveupdate)(?=[-.]|$)/;

/** What is known of a public name, and below which domain of our list it is. */
export function kindOfName(name: string): { readonly kind: NameKind; readonly domain: string | null } {
  const needed = domainOf(name, NEEDED);
  if (needed !== null) return { kind: 'needed', domain: needed };
  const known = domainOf(name, POPULAR);
  if (known !== null) return { kind: 'popular', domain: known };
  return { kind: SENSITIVE.test(name) ? 'sensitive' : 'plain', domain: null };
}

/** Whether one of the name's labels says that advertising or counting is what it is for. */
export function isAdvertising(name: string): boolean {
  const labels = name.split('.');
  return labels.slice(0, Math.max(1, labels.length - 2)).some((label) => ADVERTISING.test(label)) && labels.length > 2;
}

function domainOf(name: string, domains: ReadonlySet<string>): string | null {
  for (let rest = name; rest !== ''; rest = rest.includes('.') ? rest.slice(rest.indexOf('.') + 1) : '')
    if (domains.has(rest)) return rest;
  return null;
}
