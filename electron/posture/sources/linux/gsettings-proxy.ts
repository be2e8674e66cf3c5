import { refusalReason } from '../format/refusal.ts';
import { networkSettings } from '../network-settings.ts';
import { unknownReading } from '../reading.ts';
import { defineSource, linuxTool } from '../source.ts';

/** GNOME and its relatives: `gsettings get org.gnome.system.proxy mode`, or `list-recursively` (gsettings(1); neither is translated). */
export const gsettingsProxy = defineSource({
  id: 'linux/gsettings-proxy',
  platform: 'linux',
  family: 'networkSettings',
  fact: 'networkTampering',
  pace: 'settings',
  gather: { via: 'command', tool: linuxTool('gsettings'), args: ['get', 'org.gnome.system.proxy', 'mode'] },
  parse: (output) => {
    const modes = [
      ...output.matchAll(/^[ \t]*(?:org\.gnome\.system\.proxy[ \t]+mode[ \t]+)?'(none|manual|auto)'[ \t]*\r?$/gm),
    ].map((match) => match[1]);
    if (modes.length !== 1) return unknownReading.networkSettings(refusalReason(output.slice(0, 1000)));
    return networkSettings({ proxy: modes[0] === 'auto' ? 'automatic' : modes[0] === 'manual' ? 'manual' : 'none' });
  },
});
