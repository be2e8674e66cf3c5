import type { Conditions, HostCondition, HostSet, Party } from '../rules/rule.ts';
import { isAtOrBelow, type MatchRequest } from './request.ts';

/** Whether everything but the URL fits. Cheapest first: most rules fail on their types. */
export function conditionsHold(when: Conditions, request: MatchRequest): boolean {
  if ((when.types & request.typeBit) === 0) return false;
  if (when.port !== 0 && when.port !== request.target.port) return false;
  if (when.party !== 'any' && !partyFits(when.party, request)) return false;
  if (when.source !== null && !sourceFits(when.source, request)) return false;
  if (when.to !== null && !hostFits(when.to, request.target.host, request)) return false;
  if (when.denyAllow.length > 0 && when.denyAllow.some((host) => isAtOrBelow(request.target.host, host))) return false;
  if (when.methods.length > 0 && !when.methods.includes(request.method)) return false;
  return !when.notMethods.includes(request.method);
}

function partyFits(party: Exclude<Party, 'any'>, request: MatchRequest): boolean {
  switch (party) {
    case 'first':
      return !request.isThirdParty;
    case 'third':
      return request.isThirdParty;
    case 'strict-first':
      return request.initiator === null || request.initiator.host === request.target.host;
    case 'strict-third':
      return request.initiator !== null && request.initiator.host !== request.target.host;
  }
}

/** S9: without an initiator only a purely negative condition holds. */
function sourceFits(condition: HostCondition, request: MatchRequest): boolean {
  if (request.initiator === null) return isEmpty(condition.include);
  return hostFits(condition, request.initiator.host, request);
}

function hostFits(condition: HostCondition, host: string, request: MatchRequest): boolean {
  const included = specificity(condition.include, host, request);
  const excluded = specificity(condition.exclude, host, request);
  if (included === 0 && excluded === 0) return isEmpty(condition.include);
  return included > excluded;
}

/** Length of the longest name in the set that fits; 0 when none does. */
function specificity(set: HostSet, host: string, request: MatchRequest): number {
  let best = 0;
  if (set.index !== null) best = longestKnown(set.index, host);
  else for (const name of set.hosts) if (name.length > best && isAtOrBelow(host, name)) best = name.length;
  if (set.entities.length > 0) best = Math.max(best, entitySpecificity(set.entities, host, request));
  for (const regex of set.regexes) if (regex.test(host, request.work)) best = Math.max(best, host.length);
  return best;
}

/** RFC 1035 §2.3.4: no name in a set is longer, so the many labels of a hostile host are passed over. */
const MAX_NAME = 253;

function longestKnown(names: ReadonlySet<string>, host: string): number {
  let start = host.length > MAX_NAME ? host.indexOf('.', host.length - MAX_NAME - 1) + 1 : 0;
  for (;;) {
    const name = start === 0 ? host : host.slice(start);
    if (names.has(name)) return name.length;
    const dot = host.indexOf('.', start);
    if (dot === -1) return 0;
    start = dot + 1;
  }
}

function entitySpecificity(entities: readonly string[], host: string, request: MatchRequest): number {
  const suffix = request.suffixOf(host);
  if (suffix === '' || !host.endsWith(`.${suffix}`)) return 0;
  const stem = host.slice(0, -suffix.length - 1);
  let best = 0;
  for (const name of entities) if (isAtOrBelow(stem, name)) best = Math.max(best, name.length + 1 + suffix.length);
  return best;
}

function isEmpty(set: HostSet): boolean {
  return set.hosts.length === 0 && set.entities.length === 0 && set.regexes.length === 0;
}
