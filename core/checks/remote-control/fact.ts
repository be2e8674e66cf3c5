import { z } from 'zod';

const names = z.array(z.string().max(64)).max(32);

/** Which of the programs that Offhook looks for run now, by the names in its own list. No other program is ever named. */
export const watchedProgramsValueSchema = z.strictObject({ remoteControl: names, screenCapture: names });
