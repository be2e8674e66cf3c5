import { asArray, asObject, asObjects, asString, field, readJson, type JsonObject } from '../format/json.ts';
import { readFormatList } from '../format/format-list.ts';
import { refusalReason } from '../format/refusal.ts';
import { interceptorsIn, keptRoots, readKeptRoots } from '../interceptors.ts';
import { unknownReading, type RootCertificatesReading } from '../reading.ts';
import { defineSource } from '../source.ts';
import { powershellJson } from './powershell.ts';

/** Thumbprints (SHA-1) of the roots that come with Windows itself, in the store's own registry key. */
const SHIPPED: ReadonlySet<string> = new Set([
  'cdd4eeae6000ac7f40c3802c171e30148030c072',
  '8f43288ad272f3103b6fb1428485ea3014c0bcfe',
  '3b1efd3a66ea28b16697394703a72ca340a05bd5',
  'a43489159a520f0d93d032ccaf37e7fe20a8b419',
  'be36a4562fb2ee05dbb3d32323adf445084ed656',
  '245c97df7514e7cf2df8be72ae957b9e04741e85',
  '18f7c1fcc3090203fd5baa2f861a754976c8dd25',
  '7f88cd7223f3c813818c994614a89c99fa3b5247',
  '92b46c76e13054e104f230517e6e504d43ab10b5',
  '31f9fc8ba3805986b721ea7295c65b3a44534274',
  '06f1aa330b927b753a40e68cdf22e34bcbef3352',
  '0119e81be9a14cd8e22f40ac118c687ecba3f4d8',
  '742c3192e607e424eb4549542be1bbc53e6174e2',
  'df717eaa4ad94ec9558499602d48de5fbcf03a25',
]);

/**
 * Thumbprints in the registry's root stores (the machine's, the person's, group policy's and the enterprise's) that neither come with
 * Windows nor with Microsoft's own list, which Windows keeps in AuthRoot; and the names of all roots, for the tools among them.
 */
export const rootStore = defineSource({
  id: 'windows/root-store',
  platform: 'windows',
  family: 'rootCertificates',
  fact: 'rootCertificates',
  pace: 'settings',
  gather: powershellJson(
    "$k={param($p)@(Get-ChildItem -LiteralPath $p -ErrorAction SilentlyContinue|ForEach-Object{$_.PSChildName})};@{roots=@((&$k 'HKLM:\\SOFTWARE\\Microsoft\\SystemCertificates\\ROOT\\Certificates')+(&$k 'HKCU:\\Software\\Microsoft\\SystemCertificates\\Root\\Certificates')+(&$k 'HKLM:\\SOFTWARE\\Policies\\Microsoft\\SystemCertificates\\Root\\Certificates')+(&$k 'HKLM:\\SOFTWARE\\Microsoft\\EnterpriseCertificates\\Root\\Certificates'));authRoot=(&$k 'HKLM:\\SOFTWARE\\Microsoft\\SystemCertificates\\AuthRoot\\Certificates');subjects=@('CurrentUser','LocalMachine'|ForEach-Object{$s=New-Object Security.Cryptography.X509Certificates.X509Store('Root',$_);$s.Open(0);$s.Certificates|ForEach-Object{$_.Subject};$s.Close()})}|ConvertTo-Json -Compress -Depth 3",
    20_000,
    (output) => {
      const reading = parse(output);
      return reading.added === null ? '' : keptRoots(reading);
    },
  ),
  parse,
});

function parse(output: string): RootCertificatesReading {
  const kept = readKeptRoots(output);
  if (kept !== null) return kept;
  const json = readJson(output);
  const own = Array.isArray(json) ? null : asObject(json);
  if (own !== null && Array.isArray(field(own, 'roots')) && Array.isArray(field(own, 'authRoot')))
    return ofRegistry(own);
  // A list of certificates as people paste it shows who is in it, but not who put them there.
  const rows = json === undefined ? readRows(output) : asObjects(json);
  const interceptors = interceptorsIn(rows.flatMap((row) => asString(field(row, 'Subject')) ?? []));
  const unknown = unknownReading.rootCertificates(
    rows.length > 0 ? 'unsupported' : refusalReason(output.slice(0, 2000)),
  );
  return interceptors.length === 0 ? unknown : { ...unknown, interceptors };
}

function ofRegistry(own: JsonObject): RootCertificatesReading {
  const prints = (name: string): string[] =>
    asArray(field(own, name)).flatMap((print) => (typeof print === 'string' ? [print.toLowerCase()] : []));
  const roots = new Set(prints('roots'));
  // The machine's own store is never empty: without it nothing was read.
  if (![...roots].some((print) => SHIPPED.has(print))) return unknownReading.rootCertificates('unreadable');
  const known = new Set([...SHIPPED, ...prints('authRoot')]);
  const subjects = asArray(field(own, 'subjects')).flatMap((subject) => (typeof subject === 'string' ? [subject] : []));
  return {
    added: Math.min([...roots].filter((print) => /^[0-9a-f]{40}$/.test(print) && !known.has(print)).length, 10_000),
    interceptors: interceptorsIn(subjects),
    reason: null,
  };
}

/** Format-List, or `Thumbprint Subject` tables. */
function readRows(output: string): readonly JsonObject[] {
  const list = readFormatList(output).filter((row) => Object.hasOwn(row, 'Subject'));
  if (list.length > 0) return list;
  return [...output.matchAll(/^\s*([0-9A-F]{40})\s+(\S.*)$/gim)].map((match) => ({ Subject: match[2] ?? '' }));
}
