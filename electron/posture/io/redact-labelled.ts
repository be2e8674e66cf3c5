const REDACTED = 'REDACTED';

/** Words before a serial number, a person, or a host, in the tools' own and untranslated spellings; JSON, plist, `key=value`, `key: value`, registry. */
const LABELS = [
  '(?:[\\w ]{0,40}[ _-])?serial(?:[ _-]?(?:number|no))?(?: \\(\\w{1,20}\\))?',
  'ioplatformserialnumber',
  'wwn',
  'udid',
  'provisioning udid',
  'identifyingnumber',
  'registeredowner',
  'registeredorganization',
  'productid',
  'hardware uuid',
  'host ?name',
  'local ?host ?name',
  'static hostname',
  'computer ?name',
  'dnsdomain',
  'primary dns suffix',
  'realname',
  'full ?name',
  '(?:b)?ssid',
  'current (?:wi-fi|airport) network',
  'wireless[ _-]network[ _-]name',
  '(?:part|pt)?uuid',
].join('|');

const QUOTED = new RegExp(`("(?:${LABELS})"\\s*[:=]\\s*")((?:[^"\\\\\\r\\n]|\\\\.)*)`, 'gi');
const LABELLED = new RegExp(
  `((?<![\\w-])(?:${LABELS})[ .]{0,40}(?:REG_SZ\\s+|[:=][ \\t]*)"?)(?!["{[]|null\\b)([^"\\r\\n,;}\\]]+)`,
  'gi',
);
/** lsblk: what somebody called their disk. Others' labels say what an update is. */
const DISK_LABELS = /("(?:part)?label"\s*:\s*"|\b(?:PART)?LABEL=")[^"\r\n]+/g;
const PLIST = new RegExp(`(<key>(?:${LABELS})</key>\\s*<string>)([^<]*)`, 'gi');
const REGISTRY_WHOLE = /^(\s*(?:DigitalProductId\d?|PendingFileRename\w*)\s+REG_\w+\s+).*$/gim;
/** resolv.conf(5) */
const SEARCH = /^(\s*(?:search|domain)[ \t]+)\S.*$/gm;
/** nmcli -t: NAME:UUID:TYPE:DEVICE, and its table; a wireless connection is called like its network. */
const WIRELESS_TERSE = /^(?:[^:\r\n]|\\:){1,200}(?=:[0-9a-f\\-]{36}:(?:802-11-wireless|wifi):)/gim;
const WIRELESS_TABLE = /^\S.{0,200}?(?=\s+[0-9a-f-]{36}\s+(?:wifi|802-11-wireless)\b)/gim;

/** Homes and what is plugged in carry the names of people. */
const HOMES: readonly (readonly [RegExp, string])[] = [
  [/((?:^|[^\w])(?:\/var)?\/home\/)(?!linuxbrew\b|user\b)[^/\s"':,;)\]}]+/gm, '$1user'],
  [/(\/Users\/)(?!Shared\b|Guest\b|user\b)[^/\s"':,;)\]}<]+/g, '$1user'],
  [/([a-z]:(?:\\\\?|\/)Users(?:\\\\?|\/))(?!Public\b|Default\b|All Users\b|user\b)[^\\/\r\n"':*?<>|]+/gi, '$1user'],
  [/((?:\/run)?\/media\/)(?!user\b|cdrom\b|floppy\b)[^/\s"',;)\]}]+(?:\/[^/\s"',;)\]}]+)?/g, '$1user/VOLUME'],
  [
    /((?<!\/System)\/Volumes\/)(?!Macintosh HD|Recovery\b|Preboot\b|VM\b|Update\b|VOLUME\b)[^/\r\n"<]+?(?= \(|["/<\r\n]|$)/gm,
    '$1VOLUME',
  ],
];

/** `uid=1000(anna) gid=1000(anna)`: of the groups the names are needed, of the person none. */
const OWN_ID = /\b((?:uid|gid|euid|egid)=\d+)\((?!root\b)[^)\r\n]*\)/g;

/** Replaces what stands behind a label or in a place that says what it is. */
export function redactLabelled(text: string): string {
  let clean = text;
  for (const [pattern, replacement] of HOMES) clean = clean.replace(pattern, replacement);
  return clean
    .replace(OWN_ID, '$1(user)')
    .replace(QUOTED, (_whole, before: string, value: string) => `${before}${blank(value)}`)
    .replace(DISK_LABELS, `$1${REDACTED}`)
    .replace(LABELLED, (_whole, before: string, value: string) => `${before}${blank(value)}`)
    .replace(PLIST, (_whole, before: string, value: string) => `${before}${blank(value)}`)
    .replace(REGISTRY_WHOLE, `$1${REDACTED}`)
    .replace(SEARCH, '$1example.invalid')
    .replace(WIRELESS_TERSE, 'wireless')
    .replace(WIRELESS_TABLE, 'wireless');
}

/** Aliases that are there already stay, so that what belongs together still does. */
function blank(value: string): string {
  return value.trim() === '' || /^00000000-0000-4000-8000-[0-9a-f]{12}\s*$/.test(value) ? value : REDACTED;
}
