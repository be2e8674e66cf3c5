import { protection, FRESH_DEFINITIONS_DAYS } from '../antivirus.ts';
import { asObject, field, readJson } from '../format/json.ts';
import { refusalReason } from '../format/refusal.ts';
import { unknownReading } from '../reading.ts';
import { defineSource, linuxTool } from '../source.ts';
import { readUnits, WITHOUT_SYSTEMD } from './systemd-units.ts';

const DAEMONS = ['clamav-daemon.service', 'clamd@scan.service', 'clamd.service'];
/** Looks at files as they are used (https://docs.clamav.net/manual/OnAccess.html); the daemon by itself only waits to be asked. */
const ON_ACCESS = ['clamav-clamonacc.service', 'clamonacc.service', 'clamav-onaccess.service'];

/** ClamAV is on while its daemon and what brings files to it both run. */
export const clamav = defineSource({
  id: 'linux/clamav',
  platform: 'linux',
  family: 'antivirus',
  fact: 'antivirus',
  pace: 'settings',
  gather: {
    via: 'command',
    tool: linuxTool('systemctl'),
    args: ['show', '--no-pager', '--property=Id,ActiveState', ...DAEMONS, ...ON_ACCESS],
    okExit: [0, 1],
  },
  parse: (output) => {
    if (WITHOUT_SYSTEMD.test(output)) return unknownReading.antivirus('not-installed');
    const units = readUnits(output);
    const states = (names: readonly string[]) => names.flatMap((name) => units.get(name) ?? []);
    const daemon = states(DAEMONS);
    const onAccess = states(ON_ACCESS);
    if (daemon.length === 0 && onAccess.length === 0)
      return unknownReading.antivirus(refusalReason(output.slice(0, 1000)));
    if (daemon.includes(true) && onAccess.includes(true)) return protection(true, 'ClamAV');
    // Of a part that was not asked for, nothing is known.
    const isOff = (list: readonly boolean[]): boolean => list.length > 0 && !list.includes(true);
    return isOff(daemon) || isOff(onAccess) ? protection(false, 'ClamAV') : unknownReading.antivirus('unreadable');
  },
});

/** When ClamAV last fetched definitions. */
export const clamavDefinitionsAge = defineSource({
  id: 'linux/clamav-definitions-age',
  platform: 'linux',
  family: 'antivirus',
  fact: 'antivirus',
  pace: 'settings',
  gather: { via: 'age', paths: ['/var/lib/clamav/daily.cld', '/var/lib/clamav/daily.cvd'] },
  parse: (output) => {
    const ageMs = field(asObject(readJson(output)) ?? {}, 'ageMs');
    if (typeof ageMs !== 'number' || !(ageMs >= 0)) return unknownReading.antivirus('unreadable');
    return { active: null, upToDate: ageMs <= FRESH_DEFINITIONS_DAYS * 86_400_000, products: [], reason: null };
  },
});
