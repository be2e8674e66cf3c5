import { encryptionReading } from '../encryption.ts';
import { refusalReason } from '../format/refusal.ts';
import { unknownReading } from '../reading.ts';
import { defineSource } from '../source.ts';

/**
 * `cryptsetup status NAME`: needs root, so we never run it. It speaks of one mapping and does not say what is mounted
 * on it; whoever records it chose the system's.
 */
export const cryptsetupStatus = defineSource({
  id: 'linux/cryptsetup-status',
  platform: 'linux',
  family: 'encryption',
  fact: 'diskEncryption',
  pace: 'disk',
  gather: null,
  parse: (output) => {
    if (/^\S+ is inactive\.?\s*$/m.test(output)) return encryptionReading('off');
    const values = [...output.matchAll(/^\s+[^:\n]+:[ \t]+(\S+)[^\n]*$/gm)].map((match) => match[1] ?? '');
    const type = values.find((value) => TYPES.test(value));
    const cipher = values.find((value) => /^[a-z0-9_]+-[a-z0-9_]+(-[a-z0-9:_]+)?$|^[a-z0-9]+_null|^capi:/i.test(value));
    const device = values.find((value) => /^\/dev\/|^\(null\)$/.test(value));
    // Only a mapping that is active has these; whatever the language of the words before them.
    if (!/^\S*\/dev\/mapper\/\S+ /m.test(output) || type === undefined || cipher === undefined || device === undefined)
      return unknownReading.encryption(refusalReason(output));
    if (/null/.test(cipher)) return encryptionReading('off');
    // LUKS2 reencrypt shows itself by name while one part of the volume is still plain.
    if (/reencrypt/i.test(output)) return encryptionReading('encrypting');
    return /^(LUKS[12]|BITLK|FVAULT2)$/.test(type) ? encryptionReading('on') : unknownReading.encryption('unreadable');
  },
});

/** Names of cryptsetup's own, the same in every language. */
const TYPES = /^(LUKS[12]|BITLK|FVAULT2|PLAIN|LOOPAES|TCRYPT|VERITY|INTEGRITY)$/;
