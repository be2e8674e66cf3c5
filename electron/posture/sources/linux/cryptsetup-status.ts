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
    if (!/^\S+ is active( and is in use)?\.\s*$/m.test(output)) return unknownReading.encryption(refusalReason(output));
    const field = (name: string): string | null =>
      new RegExp(`^\\s+${name}:[ \\t]+(\\S+)[ \\t]*$`, 'm').exec(output)?.[1] ?? null;
    const [type, cipher, device] = [field('type'), field('cipher'), field('device')];
    if (type === null || cipher === null || device === null) return unknownReading.encryption('unreadable');
    if (/null/.test(cipher)) return encryptionReading('off');
    // LUKS2 reencrypt shows itself by name while one part of the volume is still plain.
    if (/reencrypt/i.test(output)) return encryptionReading('encrypting');
    return /^(LUKS[12]|BITLK|FVAULT2)$/.test(type) ? encryptionReading('on') : unknownReading.encryption('unreadable');
  },
});
