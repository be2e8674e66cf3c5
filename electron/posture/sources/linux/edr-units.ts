import { refusalReason } from '../format/refusal.ts';
import { unknownReading } from '../reading.ts';
import { defineSource, linuxTool } from '../source.ts';
import { readUnits, WITHOUT_SYSTEMD } from './systemd-units.ts';

/** Units of products that look at what runs by themselves. mdatp is not here: its unit runs while it is passive, too. */
const PRODUCTS: Readonly<Record<string, string>> = {
  'falcon-sensor.service': 'CrowdStrike Falcon',
  'sentinelone.service': 'SentinelOne',
  'cbagentd.service': 'VMware Carbon Black',
  'cbdaemon.service': 'VMware Carbon Black',
  'sophos-spl.service': 'Sophos',
  'sav-protect.service': 'Sophos',
  'ds_agent.service': 'Trend Micro',
  'tmxbc.service': 'Trend Micro',
  'traps_pmd.service': 'Cortex XDR',
  'cybereason-sensor.service': 'Cybereason',
  'xagt.service': 'Trellix',
  'mfetpd.service': 'Trellix',
  'eea.service': 'ESET',
  'efs.service': 'ESET',
  'kesl.service': 'Kaspersky',
  'bdsec.service': 'Bitdefender',
  'bdsrvscand.service': 'Bitdefender',
  'ElasticEndpoint.service': 'Elastic Defend',
  'fsma2.service': 'WithSecure',
  'drweb-configd.service': 'Dr.Web',
  'MBEndpointAgent.service': 'Malwarebytes',
};

/** They fetch what they know by themselves and say nothing of its age to people without rights. */
export const edrUnits = defineSource({
  id: 'linux/edr-units',
  platform: 'linux',
  family: 'antivirus',
  fact: 'antivirus',
  pace: 'settings',
  gather: {
    via: 'command',
    tool: linuxTool('systemctl'),
    args: ['show', '--no-pager', '--property=Id,ActiveState', ...Object.keys(PRODUCTS)],
    okExit: [0, 1],
  },
  parse: (output) => {
    if (WITHOUT_SYSTEMD.test(output)) return unknownReading.antivirus('not-installed');
    const known = [...readUnits(output)].flatMap(([unit, on]) =>
      Object.hasOwn(PRODUCTS, unit) ? [{ product: PRODUCTS[unit] ?? unit, on }] : [],
    );
    if (known.length === 0) return unknownReading.antivirus(refusalReason(output.slice(0, 1000)));
    const products = [...new Set(known.filter(({ on }) => on).map(({ product }) => product))];
    return { active: products.length > 0, upToDate: null, products, reason: null };
  },
});
