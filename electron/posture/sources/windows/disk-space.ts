import { asObjects, field, readJson } from '../format/json.ts';
import { refusalReason } from '../format/refusal.ts';
import { unknownReading } from '../reading.ts';
import { defineSource } from '../source.ts';
import { powershellJson } from './powershell.ts';

/** Win32_LogicalDisk of the system drive: bytes. */
export const windowsDiskSpace = defineSource({
  id: 'windows/disk-space',
  platform: 'windows',
  family: 'diskSpace',
  fact: 'diskSpace',
  pace: 'disk',
  gather: powershellJson(
    "$d=Get-CimInstance Win32_LogicalDisk -Filter ('DeviceID='''+$env:SystemDrive+'''');@{FreeSpace=$d.FreeSpace;Size=$d.Size}|ConvertTo-Json -Compress",
  ),
  parse: (output) => {
    const row = asObjects(readJson(output))[0];
    const [free, size] = ['FreeSpace', 'Size'].map((name) => (row === undefined ? undefined : field(row, name)));
    if (typeof free !== 'number' || typeof size !== 'number' || size < 1_000_000 || free < 0)
      return unknownReading.diskSpace(refusalReason(output));
    return { freeMegabytes: Math.floor(free / 1_000_000), totalMegabytes: Math.floor(size / 1_000_000), reason: null };
  },
});
