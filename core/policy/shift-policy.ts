import { z } from 'zod';

const timeOfDay = z
  .string()
  .max(5)
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time such as "08:30"');

/** ISO 8601 weekdays: Monday is 1, Sunday is 7. */
const weekday = z.int().min(1).max(7);

/** When agents may be at work, by their laptop's own clock and time zone. Laptops of this version do not hold anybody to it: lint says so. */
export const shiftSchema = z.strictObject({
  hours: z
    .array(
      z.strictObject({
        days: z.array(weekday).min(1).max(7).describe('Days of the week; Monday is 1, Sunday is 7.'),
        from: timeOfDay.describe('From when, by the laptop’s clock: HH:MM.'),
        to: timeOfDay.describe('Until when, HH:MM. Before “from”: until then on the next day.'),
      }),
    )
    .max(50)
    .default([])
    .describe('When a shift may begin and go on. Empty: at any time.'),
  idleEndMinutes: z
    .int()
    .min(5)
    .max(1440)
    .nullable()
    .default(null)
    .describe(
      'A shift ends by itself when nobody has touched the laptop and no call was on for so long. Minutes; null: never.',
    ),
});
