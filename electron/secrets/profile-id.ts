import { createHash } from 'node:crypto';
import { resolve } from 'node:path';

/** Tells one profile's entries from another's in the one keychain of this computer: the same folder has always the same id. */
export function profileId(userDataPath: string): string {
  return createHash('sha256').update(resolve(userDataPath)).digest('hex').slice(0, 16);
}
