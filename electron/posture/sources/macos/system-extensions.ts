import { refusalReason } from '../format/refusal.ts';
import { unknownReading } from '../reading.ts';
import { defineSource } from '../source.ts';

/** Apple's team identifiers of makers of protection; an extension can't be loaded under another's. */
const TEAMS: Readonly<Record<string, string>> = {
  X9E956P446: 'CrowdStrike Falcon',
  '4AYE5J54KN': 'SentinelOne',
  UBF8T346G9: 'Microsoft Defender for Endpoint',
  '2H5GFH3774': 'Sophos',
  '483DWKW443': 'Jamf Protect',
  '7AGZNQ2S2T': 'VMware Carbon Black',
  P8DQRXPVLP: 'ESET',
  GUNFMW623Y: 'Bitdefender',
  GVZRY6KDKR: 'Malwarebytes',
  E8P47U2H32: 'Trend Micro',
  '9PTGMPNXZ2': 'Symantec',
  PXPZ95SK77: 'Cortex XDR',
  DE8Y96K9QP: 'Cisco Secure Endpoint',
  GT8P3H7SPW: 'Trellix',
  P2BNL68L2C: 'Trellix',
  '2Y8XE5CQ94': 'Kaspersky',
  '6KALSAFZJC': 'WithSecure',
  '6H4HRTU5E3': 'Avast',
  '78UFGP42EU': 'Norton',
  '2BT3HPN62Z': 'Elastic Defend',
};
/** Makers with other extensions, too (Microsoft's network filter): these are not the ones that look at files and programs. */
const OTHER_KIND = /netext|network|filter|proxy|vpn|dlp|devicecontrol|usb|anyconnect|dns|tunnel/i;

/** `systemextensionsctl list`: makers of protection whose endpoint security extension is loaded and allowed. Its marks are not translated. */
export const systemExtensions = defineSource({
  id: 'macos/system-extensions',
  platform: 'macos',
  family: 'antivirus',
  fact: 'antivirus',
  pace: 'settings',
  gather: { via: 'command', tool: ['/usr/bin/systemextensionsctl'], args: ['list'] },
  parse: (output) => {
    const rows = readRows(output);
    const count = /^\s*(\d+) extension\(s\)/m.exec(output)?.[1];
    if (rows.length === 0 && count !== '0') return unknownReading.antivirus(refusalReason(output.slice(0, 1000)));
    const products = [
      ...new Set(
        rows
          .filter(({ on }) => on)
          .map(({ product }) => product)
          .filter((name) => name !== null),
      ),
    ];
    // The first line says how many there are; fewer were cut off.
    if (products.length === 0 && count !== undefined && rows.length < Number(count))
      return unknownReading.antivirus('unreadable');
    return { active: products.length > 0, upToDate: null, products: products.slice(0, 8), reason: null };
  },
});

function readRows(output: string): readonly { readonly product: string | null; readonly on: boolean }[] {
  let category: string | null = null;
  return output.split(/\r?\n/).flatMap((line) => {
    category = /^--- (\S+)/.exec(line)?.[1] ?? category;
    const match = /(?:^|\s)([A-Z0-9]{10})\s+([\w.-]+)\s+\(\S*\).*\[(activated enabled|[\w ]+)\]\s*$/.exec(line);
    if (match === null) return [];
    const [, team = '', bundle = '', state = ''] = match;
    const isEndpoint = category === null ? !OTHER_KIND.test(bundle) : category.endsWith('endpoint_security');
    const product = isEndpoint && Object.hasOwn(TEAMS, team) ? (TEAMS[team] ?? null) : null;
    return [{ product, on: state === 'activated enabled' }];
  });
}
