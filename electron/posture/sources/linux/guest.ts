import { iniBoolean, iniValues, readIni } from '../format/ini.ts';
import { refusalReason } from '../format/refusal.ts';
import { unknownReading } from '../reading.ts';
import { defineSource } from '../source.ts';
import { lightdmFolders, SEAT } from './display-managers.ts';
import { grepSettings } from './grep.ts';

/** Of the display managers only lightdm knows guests (`allow-guest`); GDM and SDDM have no such thing. */
export const guest = defineSource({
  id: 'linux/guest',
  platform: 'linux',
  family: 'guest',
  fact: 'guestAccount',
  pace: 'hourly',
  gather: grepSettings('^[[:space:]]*(\\[|allow-guest)', lightdmFolders()),
  parse: (output, { exitCode }) => {
    const states = iniValues(output, SEAT, 'allow-guest').map(iniBoolean);
    if (states.includes(true)) return { guestEnabled: true, reason: null };
    if (states.length > 0 && !states.includes(null)) return { guestEnabled: false, reason: null };
    // No lightdm at all.
    if (exitCode !== undefined && output.trim() === '') return { guestEnabled: false, reason: null };
    const hasSeat = [...readIni(output).keys()].some((name) => SEAT.test(name));
    // Its own default is yes, but it needs a script that only some distributions bring.
    return unknownReading.guest(hasSeat ? 'unsupported' : refusalReason(output));
  },
});
