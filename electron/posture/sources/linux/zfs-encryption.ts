import { encryptionReading } from '../encryption.ts';
import { refusalReason } from '../format/refusal.ts';
import { unknownReading, type EncryptionReading } from '../reading.ts';
import { defineSource, linuxTool } from '../source.ts';

interface Dataset {
  encryption?: string;
  keystatus?: string;
  mountpoint?: string;
  mounted?: string;
}

/** `zfs get encryption,keystatus,mountpoint,mounted`: values are never translated (zfsprops(7)). */
export const zfsEncryption = defineSource({
  id: 'linux/zfs-encryption',
  platform: 'linux',
  family: 'encryption',
  fact: 'diskEncryption',
  pace: 'disk',
  gather: {
    via: 'command',
    tool: linuxTool('zfs'),
    args: [
      'get',
      '-H',
      '-p',
      '-t',
      'filesystem',
      '-o',
      'name,property,value',
      'encryption,keystatus,mountpoint,mounted',
    ],
  },
  parse: (output) => {
    const datasets = readDatasets(output);
    if (datasets.size === 0) return unknownReading.encryption(refusalReason(output));
    const all = [...datasets.values()];
    const withMount = all.filter((dataset) => dataset.mountpoint !== undefined);
    const roots = withMount.filter((dataset) => dataset.mountpoint === '/' && dataset.mounted !== 'no');
    // No mount points were asked for: with one dataset it is the one that is meant.
    const meant = withMount.length === 0 ? all : roots;
    if (meant.length === 0) return unknownReading.encryption('unsupported');
    const readings = meant.map(judge);
    return (
      readings.find((one) => one.encrypted === false) ??
      readings.find((one) => one.encrypted === null) ??
      readings[0] ??
      unknownReading.encryption('unreadable')
    );
  },
});

function judge({ encryption, keystatus }: Dataset): EncryptionReading {
  if (encryption === 'off') return encryptionReading('off');
  // `on` is aes-256-gcm by another name; a dash means that the pool does not know the feature.
  if (encryption === undefined || !/^(on|aes-(128|192|256)-(ccm|gcm))$/.test(encryption))
    return unknownReading.encryption('unreadable');
  if (keystatus === 'unavailable') return encryptionReading('locked');
  return keystatus === 'available' ? encryptionReading('on') : unknownReading.encryption('unreadable');
}

function readDatasets(output: string): ReadonlyMap<string, Dataset> {
  const datasets = readList(output) ?? readProperties(output);
  // `-o value` prints the two bare values, one a line, in the order in which they were asked for.
  if (datasets.size === 0) {
    const [encryption, keystatus] = output.trim().split(/\s+/);
    if (encryption !== undefined && /^(on|off|aes-\d+-(ccm|gcm))$/.test(encryption))
      datasets.set('', keystatus === undefined ? { encryption } : { encryption, keystatus });
  }
  return datasets;
}

const COLUMNS: ReadonlySet<string> = new Set(['encryption', 'keystatus', 'mountpoint', 'mounted']);

/** `zfs get`: a line for each property. */
function readProperties(output: string): Map<string, Dataset> {
  const datasets = new Map<string, Dataset>();
  for (const line of output.split(/\r?\n/)) {
    const words = line.trim().split(/\s+/);
    const at = words.findIndex((word) => COLUMNS.has(word));
    if (at === -1 || words[at + 1] === undefined) continue;
    const name = at === 0 ? '' : (words[0] ?? '');
    const dataset = datasets.get(name) ?? {};
    dataset[words[at] as keyof Dataset] = words[at + 1] ?? '';
    datasets.set(name, dataset);
  }
  return datasets;
}

/** `zfs list -o name,encryption,…`: a line for each dataset, below a heading in capitals; null when there is none. */
function readList(output: string): Map<string, Dataset> | null {
  const lines = output.split(/\r?\n/);
  const headAt = lines.findIndex((line) => /^\s*NAME\b.*\bENCRYPTION\b/.test(line));
  const head = lines[headAt]?.trim().toLowerCase().split(/\s+/);
  if (head === undefined) return null;
  const datasets = new Map<string, Dataset>();
  for (const line of lines.slice(headAt + 1)) {
    const words = line.trim().split(/\s+/);
    if (words.length !== head.length) continue;
    const cells = head.map((name, index) => [name, words[index] ?? ''] as const);
    datasets.set(words[head.indexOf('name')] ?? '', Object.fromEntries(cells.filter(([name]) => COLUMNS.has(name))));
  }
  return datasets;
}
