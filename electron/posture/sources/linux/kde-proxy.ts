import { refusalReason } from '../format/refusal.ts';
import { networkSettings } from '../network-settings.ts';
import { unknownReading } from '../reading.ts';
import { defineSource } from '../source.ts';

/** KDE's ProxyType (kprotocolmanager.h of KIO): 0 none, 1 manual, 2 by script, 3 found by the network, 4 from the environment. */
export const kdeProxy = defineSource({
  id: 'linux/kde-proxy',
  platform: 'linux',
  family: 'networkSettings',
  fact: 'networkTampering',
  pace: 'settings',
  gather: { via: 'file', paths: ['~/.config/kioslaverc'], take: 'first' },
  whenMissing: networkSettings({ proxy: 'none' }),
  parse: (output, { exitCode }) => {
    const section = /^\[Proxy Settings\](?:\[\$[ei]+\])?[ \t]*\r?\n([\s\S]*?)(?=^\[|(?![\s\S]))/m.exec(output)?.[1];
    const type = /^ProxyType(?:\[\$\w+\])?[ \t]*=[ \t]*(\d)[ \t]*\r?$/m.exec(section ?? '')?.[1];
    if (type === '0') return networkSettings({ proxy: 'none' });
    if (type === '1' || type === '4') return networkSettings({ proxy: 'manual' });
    if (type === '2' || type === '3') return networkSettings({ proxy: 'automatic' });
    // Without the key KDE uses none.
    if (type === undefined && exitCode === 0 && !/ProxyType/.test(output)) return networkSettings({ proxy: 'none' });
    return unknownReading.networkSettings(refusalReason(output.slice(0, 1000)));
  },
});
