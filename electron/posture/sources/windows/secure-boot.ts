import { refusalReason } from '../format/refusal.ts';
import { integrityReading } from '../integrity.ts';
import { unknownReading } from '../reading.ts';
import { defineSource } from '../source.ts';
import { registrySwitch, registryValues } from './registry-value.ts';

/** STATUS_NOT_IMPLEMENTED and its kin: started without UEFI, so without secure boot. The sentence around them is translated. */
const NO_UEFI = /0xC0000002\b|0xC00000BB\b/i;

/** The registry, which everybody may read; `Confirm-SecureBootUEFI`, which needs rights; msinfo32's English line. */
export const secureBoot = defineSource({
  id: 'windows/secure-boot',
  platform: 'windows',
  family: 'secureBoot',
  fact: 'systemIntegrity',
  pace: 'hourly',
  gather: {
    via: 'command',
    tool: ['C:\\Windows\\System32\\reg.exe'],
    args: ['query', 'HKLM\\SYSTEM\\CurrentControlSet\\Control\\SecureBoot\\State', '/v', 'UEFISecureBootEnabled'],
    // 1: no such key, as on a laptop that starts without UEFI.
    okExit: [0, 1],
  },
  parse: (output, { exitCode }) => {
    // PowerShell writes them with a capital, JSON without and alone.
    const words = [...output.matchAll(/^\s*(True|False)\s*$/gm), ...output.matchAll(/^\s*(true|false)\s*$/g)].map(
      (word) => word[1]?.toLowerCase() === 'true',
    );
    const msinfo = /\bSecure Boot State\s*[:\t ]\s*(On|Off|Unsupported)\s*$/im.exec(output)?.[1]?.toLowerCase();
    const isThere = registryValues(output, 'UEFISecureBootEnabled').length > 0;
    const states = [
      ...words,
      ...(msinfo === undefined ? [] : [msinfo === 'on']),
      ...(isThere ? [registrySwitch(output, 'UEFISecureBootEnabled')] : []),
      ...(NO_UEFI.test(output) ? [false] : []),
    ];
    if (states.length === 0) {
      const reason = refusalReason(output);
      if (exitCode === 1 && reason !== 'needs-rights') return integrityReading('secure-boot', false);
      return unknownReading.secureBoot(reason);
    }
    if (states.includes(true) && states.includes(false)) return unknownReading.secureBoot('contradictory');
    if (states.includes(null)) return unknownReading.secureBoot('unreadable');
    return integrityReading('secure-boot', !states.includes(false));
  },
});
