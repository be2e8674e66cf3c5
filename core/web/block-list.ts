import type { PolicyDocument } from '../policy/schema.ts';

type WebPolicy = PolicyDocument['web'];

export type WebDecision =
  | { readonly action: 'allow' }
  | {
      readonly action: 'block';
      readonly host: string;
      readonly rule: string;
      readonly category: string;
      readonly why: string;
    };

/** RFC 1035 §2.3.4, less the root: a longer name resolves nowhere, but may still be asked for. */
const MAX_HOST = 253;

const SCHEMES: ReadonlySet<string> = new Set(['http:', 'https:', 'ws:', 'wss:']);

/** Decides where the work browser may go. Anything but the web's own schemes is blocked, and so is what is not a URL. */
export function createWebFilter(policy: WebPolicy): (url: string) => WebDecision {
  const allowed = new Set(policy.allow);
  const blocked = new Map(policy.block.map((entry) => [entry.host, entry]));
  return (url) => {
    if (!URL.canParse(url)) return { action: 'block', host: '', rule: 'not-a-url', category: 'other', why: '' };
    const parsed = new URL(url);
    if (!SCHEMES.has(parsed.protocol))
      return { action: 'block', host: '', rule: `scheme:${parsed.protocol}`.slice(0, 260), category: 'other', why: '' };
    // WHATWG URL has already lower-cased it and spelled IPv4 in the one way; only the root's dot is left.
    const host = parsed.hostname.replace(/\.+$/, '');
    for (const name of nameAndParents(host)) {
      if (allowed.has(name)) return { action: 'allow' };
      const entry = blocked.get(name);
      if (entry !== undefined)
        return {
          action: 'block',
          host: host.slice(-MAX_HOST),
          rule: entry.host,
          category: entry.category,
          why: entry.why,
        };
    }
    return { action: 'allow' };
  };
}

/** The most specific name first, so that an allowed subdomain of a blocked site is allowed, and the other way round. */
function* nameAndParents(host: string): Generator<string> {
  yield host;
  // An address has no parents. WHATWG URL §3.5: a last label of digits alone is an IPv4 address, brackets are IPv6.
  if (/(^|\.)[0-9]+$|\]$/.test(host)) return;
  for (let dot = host.indexOf('.'); dot !== -1; dot = host.indexOf('.', dot + 1)) yield host.slice(dot + 1);
}
