import type { RemoteService } from '../../../core/checks/remote-access/fact.ts';
import type { Facts } from '../../../core/facts/catalogue.ts';
import type { Platform } from '../../../core/ids.ts';
import { knownFact, mostTelling, ofFamily, unknownFact, type Aged } from './results.ts';

/** What must have been looked at, by somebody, before nothing being on is believed. */
const NEEDED: { readonly [P in Platform]: readonly RemoteService[] } = {
  linux: ['ssh', 'rdp', 'vnc', 'file-sharing', 'telnet'],
  macos: ['ssh', 'vnc', 'file-sharing', 'remote-management'],
  windows: ['ssh', 'rdp', 'winrm', 'file-sharing', 'remote-management'],
};

/**
 * On is what any source sees on. A group policy's word on Remote Desktop outweighs the switch. Nothing else being on is known when everything
 * that this system can have was looked at by some source, and no source that is there failed to answer.
 */
export function combineRemoteAccess(results: readonly Aged[], platform: Platform): Facts['remoteAccess'] {
  const every = ofFamily(results, 'remoteAccess');
  const isRuled = every.some(
    ({ source, reading }) => source === 'windows/terminal-server-policy' && reading.services !== null,
  );
  const all = every.filter(({ source }) => !(isRuled && source === 'windows/terminal-server'));
  const told = all.filter(({ reading }) => reading.services !== null);
  const services = [...new Set(told.flatMap(({ reading }) => reading.services ?? []))];
  if (services.length > 0) return knownFact({ services: services.slice(0, 8) }, told);
  const silent = all.filter(({ reading }) => reading.services === null && reading.reason !== 'not-installed');
  const covered = new Set(told.flatMap(({ reading }) => reading.covers));
  if (told.length > 0 && silent.length === 0 && NEEDED[platform].every((service) => covered.has(service)))
    return knownFact({ services: [] }, told);
  return unknownFact(mostTelling((silent.length > 0 ? silent : all).map(({ reading }) => reading.reason)), all);
}
