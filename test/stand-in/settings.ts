import { isAbsolute } from 'node:path';
import { z } from 'zod';

const flag = z.enum(['0', '1']).transform((value) => value === '1');
const folder = z.string().refine((value) => isAbsolute(value), 'must be an absolute path');

const schema = z.strictObject({
  CHROMIUM: folder.optional(),
  HEADED: flag.default(false),
  BANNER: flag.default(true),
  CONTROL: flag.default(false),
  SCREENSHOTS: folder.optional(),
  USER_DATA: folder.optional(),
  CDP_PORT: z.coerce.number().int().min(0).max(65_535).optional(),
  EXTRA_ARGS: z
    .string()
    .default('[]')
    .transform((text): unknown => JSON.parse(text))
    .pipe(z.array(z.string().startsWith('-'))),
});
export type Settings = z.infer<typeof schema>;

const PREFIX = 'OFFHOOK_STAND_IN_';

/** The variables that begin with OFFHOOK_STAND_IN_; an unknown or a malformed one is an error, so that no typing slip is ignored. */
export function readSettings(env: Readonly<Record<string, string | undefined>>): Settings {
  const own = Object.entries(env).filter(([key, value]) => key.startsWith(PREFIX) && value !== undefined);
  const parsed = schema.safeParse(Object.fromEntries(own.map(([key, value]) => [key.slice(PREFIX.length), value])));
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.map((issue) => {
    const names = issue.code === 'unrecognized_keys' ? issue.keys.join(', ') : issue.path.join('.');
    return `${PREFIX}${names}: ${issue.message}`;
  });
  throw new Error(`The stand-in can't read its settings. ${issues.join('; ')}`);
}
