import { lookup } from 'node:dns/promises';
import type { Resolve } from './contract.ts';

/** The system's own resolver, with its hosts file, VPN rules and order of families. */
export const resolveBySystem: Resolve = async (host) =>
  (await lookup(host, { all: true, order: 'verbatim' })).map(({ address }) => address);
