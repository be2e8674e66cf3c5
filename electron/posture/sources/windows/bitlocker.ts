import { encryptionReading } from '../encryption.ts';
import { unknownReading, type EncryptionReading } from '../reading.ts';

/**
 * What BitLocker says of one volume, in the numbers of Win32_EncryptableVolume
 * (https://learn.microsoft.com/windows/win32/secprov/getconversionstatus-win32-encryptablevolume, …/getprotectionstatus-…).
 */
export interface BitLockerVolume {
  readonly conversion: number | null;
  readonly protection: number | null;
  readonly percent: number | null;
  readonly locked: boolean;
}

export function judgeBitLocker({ conversion, protection, percent, locked }: BitLockerVolume): EncryptionReading {
  if (locked) return encryptionReading('locked', percent);
  switch (conversion) {
    case 0:
      return encryptionReading('off', percent);
    // 4 and 5 are the same two, paused.
    case 2:
    case 4:
      return encryptionReading('encrypting', percent);
    case 3:
    case 5:
      return encryptionReading('decrypting', percent);
    case 1:
      break;
    case null:
    default:
      return unknownReading.encryption('unreadable');
  }
  // Encrypted with the key lying beside it: suspended, or waiting for activation.
  if (protection === 0) return encryptionReading('suspended', percent);
  if (protection !== 1) return unknownReading.encryption('unreadable');
  // Complete by its status but not by its number: one of the two is from another moment.
  return percent !== null && percent < 100
    ? encryptionReading('encrypting', percent)
    : encryptionReading('on', percent);
}
