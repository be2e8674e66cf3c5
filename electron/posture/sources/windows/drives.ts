import { asArray, asObject, asObjects, asString, field, readJson, type JsonObject } from '../format/json.ts';
import type { Gather } from '../source.ts';
import { powershellJson } from './powershell.ts';

/** A drive letter with what it stands on, in numbers. */
export interface Drive {
  readonly letter: string;
  /** Win32_LogicalDisk.DriveType: 2 removable, 3 local, 4 network, 5 optical (https://learn.microsoft.com/windows/win32/cimwin32prov/win32-logicaldisk). */
  readonly type: number | null;
  /** MSFT_Disk.BusType: 7 USB, 12 SD, 4 IEEE 1394 (https://learn.microsoft.com/windows-hardware/drivers/storage/msft-disk); null when it was not said. */
  readonly bus: number | null;
  readonly usb: boolean;
  /** The shell's System.Volume.BitLockerProtection; null when it has none. */
  readonly protection: number | null;
  /** A medium is in it. */
  readonly hasMedium: boolean;
}

export interface Drives {
  readonly system: string;
  readonly drives: readonly Drive[];
}

/** No rights needed: the logical disks, the disks below them, and, where asked for, the shell's padlock of each. */
export function gatherDrives(withProtection: boolean): Gather {
  return powershellJson(
    '$b=@{};try{Get-CimInstance -Namespace root/Microsoft/Windows/Storage MSFT_Disk|ForEach-Object{$b[[int]$_.Number]=[int]$_.BusType}}catch{};' +
      '$on=@{};foreach($d in Get-CimInstance Win32_DiskDrive){foreach($p in Get-CimAssociatedInstance $d -ResultClassName Win32_DiskPartition){foreach($l in Get-CimAssociatedInstance $p -ResultClassName Win32_LogicalDisk){$on[$l.DeviceID]=$d}}};' +
      (withProtection ? '$s=New-Object -ComObject Shell.Application;' : '') +
      '@{system=$env:SystemDrive;drives=@(Get-CimInstance Win32_LogicalDisk|ForEach-Object{$d=$on[$_.DeviceID];@{letter=$_.DeviceID;type=[int]$_.DriveType;size=$_.Size;' +
      (withProtection
        ? "protection=$(try{$s.NameSpace($_.DeviceID).Self.ExtendedProperty('System.Volume.BitLockerProtection')}catch{$null});"
        : '') +
      "bus=$(if($d){$b[[int]$d.Index]});usb=[bool]($d -and ($d.InterfaceType -in 'USB','1394' -or $d.PNPDeviceID -like 'USBSTOR*'))}})}|ConvertTo-Json -Compress -Depth 4",
  );
}

/** null when it is not what the script prints. */
export function readDrives(output: string): Drives | null {
  const json = asObject(readJson(output));
  const system = letterOf(json?.['system']);
  if (json === null || system === null || !('drives' in json)) return null;
  const drives = asObjects(Array.isArray(json['drives']) ? asArray(json['drives']) : json['drives']).flatMap(driveOf);
  return drives.some((drive) => drive.letter === system) ? { system, drives } : null;
}

/** Its own disk is what can be taken out: a USB disk says “local” of itself. */
export function isRemovable({ type, bus, usb }: Drive): boolean {
  return type === 2 || usb || bus === 7 || bus === 12 || bus === 4;
}

function driveOf(row: JsonObject): Drive[] {
  const letter = letterOf(field(row, 'letter'));
  if (letter === null) return [];
  const number = (name: string): number | null => {
    const value = field(row, name);
    return typeof value === 'number' && Number.isInteger(value) ? value : null;
  };
  return [
    {
      letter,
      type: number('type'),
      bus: number('bus'),
      usb: field(row, 'usb') === true,
      protection: number('protection'),
      hasMedium: (number('size') ?? 0) > 0,
    },
  ];
}

function letterOf(value: unknown): string | null {
  return /^([A-Za-z]):?\\?$/.exec(asString(value) ?? '')?.[1]?.toUpperCase() ?? null;
}
