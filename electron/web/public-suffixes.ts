import { getDomain } from 'tldts';
import type { PublicSuffixes } from '../../core/web/rules/outcome.ts';

/** The Public Suffix List that comes with tldts, both sections: "example.github.io" and "other.github.io" are two sites. */
export const publicSuffixes: PublicSuffixes = {
  registrableDomain: (host) =>
    getDomain(host, { allowPrivateDomains: true, validateHostname: false, extractHostname: false }),
};
