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
  const datasets = new Map<string, Dataset>();
  for (const line of output.split(/\r?\n/)) {
    const words = line.trim().split(/\t|\s{2,}|\s+/);
    const at = words.findIndex(
      (word) => word === 'encryption' || word === 'keystatus' || word === 'mountpoint' || word === 'mounted',
    );
    if (at !== -1 && words[at + 1] !== undefined) {
      const name = at === 0 ? '' : (words[0] ?? '');
      const dataset = datasets.get(name) ?? {};
      dataset[words[at] as keyof Dataset] = words[at + 1] ?? '';
      datasets.set(name, dataset);
    }
  }
  // `-o value` prints the two bare values, one a line, in the order in which they were asked for.
  if (datasets.size === 0) {
    const [encryption, keystatus] = output.trim().split(/\s+/);
    if (encryption !== undefined && /^(on|off|aes-\d+-(ccm|gcm))$/.test(encryption))
      datasets.set('', keystatus === undefined ? { encryption } : { encryption, keystatus });
  }
  return datasets;
}
