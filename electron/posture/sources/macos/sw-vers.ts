import { macosEndOfLife } from '../end-of-life.ts';
import { readAnyPlist } from '../format/defaults.ts';
import { asObject, asString } from '../format/json.ts';
import { unknownReading } from '../reading.ts';
import { defineSource } from '../source.ts';

/** `sw_vers` (its labels are not translated), or the property list that it reads. */
export const swVers = defineSource({
  id: 'macos/sw-vers',
  platform: 'macos',
  family: 'os',
  fact: 'os',
  pace: 'hourly',
  gather: { via: 'command', tool: ['/usr/bin/sw_vers'], args: [] },
  parse: (output, { asOf }) => {
    const plist = asObject(readAnyPlist(output));
    const value = (name: string): string | null =>
      plist === null
        ? (new RegExp(`^\\s*${name}:[ \\t]*(\\S.*?)\\s*$`, 'm').exec(output)?.[1] ?? null)
        : asString(plist[name]);
    // `sw_vers -productVersion` prints the number alone.
    const version = value('ProductVersion') ?? /^\s*(\d+(?:\.\d+){1,3})\s*$/.exec(output)?.[1] ?? null;
    if (version === null || !/^\d+(\.\d+){1,3}$/.test(version)) return unknownReading.os('unreadable');
    const name = `${value('ProductName') ?? 'macOS'} ${version}`;
    // 10.16 is what macOS 11 and later tell programs that were built before it: it is no version.
    const { eol, reason } = version.startsWith('10.16')
      ? ({ eol: null, reason: 'contradictory' } as const)
      : macosEndOfLife(version, asOf);
    return {
      id: 'macos',
      name,
      version,
      build: value('BuildVersion') ?? value('ProductBuildVersion'),
      eol,
      judgedOn: asOf,
      reason,
    };
  },
});
