import { encryptionReading } from '../encryption.ts';
import { asObjects, field, readJson } from '../format/json.ts';
import { refusalReason } from '../format/refusal.ts';
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
  const object = asObjects(readJson(output))[0];
  if (object !== undefined) {
    const values = ['BitLockerProtection', 'System.Volume.BitLockerProtection', 'value', 'Protection'].map((name) =>
      field(object, name),
    );
    const found = values.find((value) => value !== undefined);
    return wholeNumber(typeof found === 'number' || typeof found === 'string' ? String(found) : '');
  }
  const lines = output
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  return lines.length === 1 ? wholeNumber((lines[0] ?? '').replace(/^[\w.]*BitLockerProtection\s*[:=]\s*/i, '')) : null;
}

function wholeNumber(text: string): number | null {
  return /^\d$/.test(text.trim()) ? Number(text) : null;
}
