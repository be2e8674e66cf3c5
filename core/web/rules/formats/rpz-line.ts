import { canonicalHost } from '../../url/canonical-host.ts';
import { parseIp, isIpHost } from '../../url/ip-address.ts';
import { ignored, refused, rules, type LineOutcome, type LineSource } from '../outcome.ts';
import { cidrRule } from './cidr-line.ts';
import { domainRule } from './host-entry.ts';

/** Where a zone file stands: names without a final dot are below `origin`, and triggers are written below `apex`. */
export interface ZoneState {
  origin: string;
  apex: string | undefined;
  owner: string;
}

const DIRECTIVE = /^\$(origin|ttl|include|generate)\b\s*(\S*)/i;
const TYPE = 'CNAME|A|AAAA|TXT|NS|SOA|MX|PTR|SRV|DNAME|CAA|HINFO';
const RECORD = new RegExp(
  `^(\\s*)(?:(\\S+)\\s+)??(?:\\d+[smhdw]?\\s+)?(?:IN\\s+)?(?:\\d+[smhdw]?\\s+)?(${TYPE})\\s+(\\S+)`,
  'i',
);

/** Search engines' and video sites' own restricted hosts: answers that keep a site usable (their vendors' "SafeSearch VIP" pages). */
const SAFE_SEARCH =
  /^(?:forcesafesearch\.google|restrict(?:moderate)?\.youtube|strict\.bing|safe\.duckduckgo|familysearch\.yandex|safesearch\.(?:pixabay|brave))\./i;

export function isRpzLine(raw: string): boolean {
  return DIRECTIVE.test(raw.trim()) || RECORD.test(raw);
}

export function newZone(): ZoneState {
  return { origin: '', apex: undefined, owner: '' };
}

/** Reads one record of a response policy zone (draft-vixie-dnsop-dns-rpz-00). `raw` keeps its leading blanks: they repeat the owner. */
export function readRpzLine(raw: string, zone: ZoneState, source: LineSource): LineOutcome {
  const line = raw.replace(/\s*;.*$/, '').trimEnd();
  const directive = DIRECTIVE.exec(line.trim());
  if (directive !== null) return readDirective(directive, zone);
  const record = RECORD.exec(line);
  if (record === null) return ignored('setting');
  const [, , written = '', type = '', data = ''] = record;
  if (written !== '') zone.owner = written;
  if (type.toUpperCase() === 'SOA') zone.apex ??= absolute(zone.owner, zone).replace(/\.$/, '');
  const trigger = triggerOf(zone);
  return outcomeOf(trigger, type.toUpperCase(), data, line.trim(), source);
}

function readDirective([, name = '', value = '']: readonly string[], zone: ZoneState): LineOutcome {
  if (name.toLowerCase() === 'origin') {
    zone.origin = value.toLowerCase().endsWith('.')
      ? value.toLowerCase().slice(0, -1)
      : absolute(value.toLowerCase(), zone).replace(/\.$/, '');
    zone.apex ??= zone.origin;
  }
  return ignored('setting');
}

/** The owner's full name, without its final dot. `@` is the origin. */
function absolute(owner: string, zone: ZoneState): string {
  if (owner === '@') return zone.origin;
  if (owner.endsWith('.')) return owner.slice(0, -1);
  return zone.origin === '' ? owner : `${owner}.${zone.origin}`;
}

/** What the record is about: its owner's name less the zone's own. */
function triggerOf(zone: ZoneState): string {
  const full = absolute(zone.owner, zone).toLowerCase();
  const apex = zone.apex ?? '';
  if (full === apex) return '';
  return apex !== '' && full.endsWith(`.${apex}`) ? full.slice(0, -apex.length - 1) : full;
}

function outcomeOf(trigger: string, type: string, data: string, text: string, source: LineSource): LineOutcome {
  const action = actionOf(trigger, type, data);
  if (action === 'none' || trigger === '') return ignored('setting');
  const acting: LineSource = action === 'allow' && source.effect === 'block' ? { ...source, effect: 'allow' } : source;
  if (trigger.endsWith('.rpz-ip')) return readIpTrigger(trigger, text, acting);
  if (/\.rpz-(?:client-ip|nsdname|nsip)$/.test(trigger)) return ignored('setting');
  const isBelow = trigger.startsWith('*.');
  const host = canonicalHost(isBelow ? trigger.slice(2) : trigger);
  if (host === undefined) return refused('this is no host name');
  if (!isBelow && !host.includes('.') && !isIpHost(host)) return ignored('unneeded');
  return rules(domainRule(host, isBelow ? 'below' : 'exact', text, acting));
}

function actionOf(trigger: string, type: string, data: string): 'block' | 'allow' | 'none' {
  if (type === 'A' || type === 'AAAA') return 'block';
  if (type !== 'CNAME') return 'none';
  const target = data.toLowerCase().replace(/\.$/, '');
  if (target === 'rpz-passthru' || target === trigger) return 'allow';
  if (target === 'rpz-tcp-only' || SAFE_SEARCH.test(`${target}.`)) return 'none';
  return 'block';
}

/** `24.0.2.0.192.rpz-ip` is 192.0.2.0/24; `128.1.zz.db8.2001.rpz-ip` is 2001:db8::1/128. */
function readIpTrigger(trigger: string, text: string, source: LineSource): LineOutcome {
  const [bits = '', ...reversed] = trigger.replace(/\.rpz-ip$/, '').split('.');
  const parts = reversed.toReversed();
  const isV4 = parts.length === 4 && parts.every((part) => /^\d{1,3}$/.test(part));
  const written = isV4
    ? parts.join('.')
    : parts
        .join(':')
        .replace(/(^|:)zz(:|$)/, '::')
        .replace(/:{3,}/, '::');
  const bytes = parseIp(written);
  if (bytes === undefined || !/^\d{1,3}$/.test(bits)) return refused('this is no range of addresses');
  return cidrRule(bytes, Number(bits), text, source);
}
