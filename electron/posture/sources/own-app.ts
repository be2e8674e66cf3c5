import { z } from 'zod';
import type { Platform } from '../../../core/ids.ts';
import { readJson } from './format/json.ts';
import { unknownReading } from './reading.ts';
import { defineSource, type Source } from './source.ts';

const appStateSchema = z.strictObject({
  packaged: z.boolean(),
  inspectable: z.boolean(),
  traced: z.boolean().nullable(),
  archive: z.enum(['intact', 'changed', 'unreadable']).nullable(),
  signature: z.enum(['valid', 'invalid', 'unreadable']).nullable(),
});

/** Our own program, by looking at ourselves. What can't be read although the build has it is no proof: the reason says so. */
function ownApp(platform: Platform): Source<'appIntegrity'> {
  return defineSource({
    id: `${platform}/own-app`,
    platform,
    family: 'appIntegrity',
    fact: 'appIntegrity',
    pace: 'disk',
    gather: { via: 'own-app' },
    parse: (output) => {
      const read = appStateSchema.safeParse(readJson(output));
      if (!read.success) return unknownReading.appIntegrity('unreadable');
      const { inspectable, traced, archive, signature } = read.data;
      const isUnread = archive === 'unreadable' || signature === 'unreadable';
      return {
        signed: signature === null || signature === 'unreadable' ? null : signature === 'valid',
        archiveIntact: archive === null || archive === 'unreadable' ? null : archive === 'intact',
        debugger: inspectable || traced === true,
        reason: isUnread ? 'unreadable' : null,
      };
    },
  });
}

export const linuxOwnApp = ownApp('linux');
export const macosOwnApp = ownApp('macos');
export const windowsOwnApp = ownApp('windows');
