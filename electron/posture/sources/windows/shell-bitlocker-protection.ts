import { encryptionReading } from '../encryption.ts';
import { field, type JsonObject } from '../format/json.ts';
import { refusalReason } from '../format/refusal.ts';
import { readRows } from '../format/rows.ts';
import { unknownReading, type EncryptionReading } from '../reading.ts';
import { defineSource } from '../source.ts';
import { powershellJson } from './powershell.ts';

/**
 * The shell's property System.Volume.BitLockerProtection: what Explorer draws its padlock from, and the only answer
 * that Windows gives without administrator rights (https://learn.microsoft.com/windows/win32/properties/props-system-volume-bitlockerprotection).
 */
export const shellBitLockerProtection = defineSource({
  id: 'windows/shell-bitlocker-protection',
  platform: 'windows',
  family: 'encryption',
  fact: 'diskEncryption',
  pace: 'disk',
  gather: powershellJson(
    "@{BitLockerProtection=(New-Object -ComObject Shell.Application).NameSpace($env:SystemDrive).Self.ExtendedProperty('System.Volume.BitLockerProtection')}|ConvertTo-Json -Compress",
  ),
  parse: (output) => {
    const value = readValue(output);
    if (value === null) return unknownReading.encryption(refusalReason(output));
    return MEANING[value] ?? unknownReading.encryption('unreadable');
  },
});

const MEANING: Readonly<Record<number, EncryptionReading>> = {
  1: encryptionReading('on'),
  2: encryptionReading('off'),
  3: encryptionReading('encrypting'),
  4: encryptionReading('decrypting'),
  5: encryptionReading('suspended'),
  6: encryptionReading('locked'),
  8: encryptionReading('suspended'),
};

function readValue(output: string): number | null {
  const named = readRows(output)
    .map((row) => ({
      letter: letterOf(row),
      value: VALUES.map((name) => field(row, name)).find((value) => value !== undefined),
    }))
    .filter(({ value }) => value !== undefined);
  if (named.length > 0) {
    const meant = named.filter(({ letter }) => letter === 'C' || (letter === null && named.length === 1));
    const value = meant.length === 1 ? meant[0]?.value : undefined;
    return wholeNumber(typeof value === 'number' || typeof value === 'string' ? String(value) : '');
  }
  // The number alone, at most between prompts.
  const lines = output
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !/^PS [^>]*>/.test(line));
  return lines.length === 1 ? wholeNumber((lines[0] ?? '').replace(/^[\w.]*BitLockerProtection\s*[:=]\s*/i, '')) : null;
}

const VALUES = ['BitLockerProtection', 'System.Volume.BitLockerProtection', 'Protection', 'value'];

function letterOf(row: JsonObject): string | null {
  const name = ['Drive', 'DriveLetter', 'Letter', 'MountPoint', 'Path', 'Volume']
    .map((key) => field(row, key))
    .find((value) => typeof value === 'string');
  return typeof name === 'string' ? (/^([A-Za-z])(:|$)/.exec(name)?.[1]?.toUpperCase() ?? '') : null;
}

function wholeNumber(text: string): number | null {
  return /^\d$/.test(text.trim()) ? Number(text) : null;
}
