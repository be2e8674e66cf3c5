import { createAlias } from './redact-addresses.ts';

/** The same on every machine, and named by what we ask or by the parsers. A test holds that none of theirs is missing. */
const KEPT_IDS: ReadonlySet<string> = new Set([
  // powercfg: what is asked on waking, and where that setting is
  '0e796bdb-100d-47d6-a2d5-f7d2daa51f51',
  'fea3413e-7e05-4911-9a71-700331f1c294',
  // EFI global variables (UEFI 2.10, 3.3)
  '8be4df61-93ca-11d2-aa0d-00e098032b8c',
  // kinds of partitions (UEFI 2.10, 5.3.3)
  'c12a7328-f81f-11d2-ba4b-00a0c93ec93b',
  // Windows' virtual machines and their parents (Hyper-V, WSL)
  'e0789628-ce08-4437-be74-2495b842f43b',
  '0fa1201d-4330-4fa8-8ae9-b877473b6441',
  '605dab50-e046-4300-abb6-3dd810dd8b23',
  'e6cf1350-c01b-414d-a61f-263d14d133b4',
]);

const UUID = /(?<![0-9a-f])[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?![0-9a-f])/gi;
/** A machine-id, or the UUID in the name of a LUKS device. Fingerprints of certificates are longer. */
const BARE_UUID = /(?<![0-9a-f])[0-9a-f]{32}(?![0-9a-f]| [0-9a-f]{2} )/gi;
/** The three numbers of a domain or machine; the last one tells which account, and that is what the readings need. */
const SID = /\bS-1-5-21(?:-\d{1,10}){3}(?=-\d|\b)/g;
/** systemd names its units so, too. */
const MAIL =
  /(?<![\w.+-])[\w.+-]{1,64}@(?:[\w-]{1,63}\.){1,8}(?!(?:service|socket|target|slice|mount|timer|device|scope|path|swap)\b)[a-z]{2,24}\b/gi;

/** Replaces what is made to be one of its kind: UUIDs, SIDs, addresses of mail. */
export function createIdentifierRedactor(): (text: string) => string {
  const uuids = createAlias((index) => `00000000-0000-4000-8000-${(index + 1).toString(16).padStart(12, '0')}`);
  const bare = createAlias((index) => `00000000000040008000${(index + 1).toString(16).padStart(12, '0')}`);
  return (text) =>
    text
      .replace(MAIL, 'person@example.invalid')
      .replace(SID, 'S-1-5-21-1-2-3')
      .replace(UUID, (uuid) => (KEPT_IDS.has(uuid.toLowerCase()) ? uuid : uuids(uuid.toLowerCase())))
      .replace(BARE_UUID, (uuid) => (/^0+$/.test(uuid) ? uuid : bare(uuid.toLowerCase())));
}
