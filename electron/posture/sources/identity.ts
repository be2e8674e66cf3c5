import { z } from 'zod';
import type { Platform } from '../../../core/ids.ts';
import { readJson } from './format/json.ts';
import { unknownReading } from './reading.ts';
import { defineSource, type Source } from './source.ts';

const name = z.string().max(120).nullable();
const identitySchema = z.object({ manufacturer: name, model: name, virtual: z.boolean().nullable() });

/** Maker and model, by the `systeminformation` package; the same on every system. */
function identity(platform: Platform): Source<'hardware'> {
  return defineSource({
    id: `${platform}/identity`,
    platform,
    family: 'hardware',
    fact: 'hardware',
    pace: 'hourly',
    gather: { via: 'identity' },
    parse: (output) => {
      const read = identitySchema.safeParse(readJson(output));
      return read.success ? { ...read.data, reason: null } : unknownReading.hardware('unreadable');
    },
  });
}

export const linuxIdentity = identity('linux');
export const macosIdentity = identity('macos');
export const windowsIdentity = identity('windows');
