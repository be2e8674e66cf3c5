import { encryptionReading, readPercent } from '../encryption.ts';
import { refusalReason } from '../format/refusal.ts';
import { unknownReading } from '../reading.ts';
import { defineSource } from '../source.ts';

/** fdesetup(8) is not translated and needs no rights for `status`. */
export const fdesetupStatus = defineSource({
  id: 'macos/fdesetup-status',
  platform: 'macos',
  family: 'encryption',
  fact: 'diskEncryption',
  pace: 'disk',
  gather: { via: 'command', tool: ['/usr/bin/fdesetup'], args: ['status'] },
  parse: (output) => {
    const percent = readPercent(/percent (?:completed|complete)\s*=\s*([\d.,]+)/i.exec(output)?.[1]);
    // Looked at first: `FileVault is On.` stands above a conversion that is still running.
    if (/decryption in progress|decrypting/i.test(output)) return encryptionReading('decrypting', percent);
    if (/encryption in progress|encrypting/i.test(output)) return encryptionReading('encrypting', percent);
    if (/^\s*FileVault is Off\b/m.test(output)) return encryptionReading('off');
    if (!/^\s*FileVault is On\.\s*$/m.test(output)) return unknownReading.encryption(refusalReason(output));
    if (/but |paused|deferred|needs to be restarted|will be|error/i.test(output))
      return unknownReading.encryption('contradictory');
    return encryptionReading('on');
  },
});
