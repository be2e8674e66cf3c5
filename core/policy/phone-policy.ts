import { z } from 'zod';

/** How the phone behaves. */
export const phoneSchema = z.strictObject({
  leaseSeconds: z
    .int()
    .min(15)
    .max(900)
    .default(120)
    .describe('How long the phone stays open without the server. Seconds.'),
  inCall: z
    .discriminatedUnion('mode', [
      z.strictObject({ mode: z.literal('cut') }),
      z.strictObject({ mode: z.literal('finish'), maxSeconds: z.int().min(1).max(3600) }),
    ])
    .default({ mode: 'finish', maxSeconds: 300 })
    .describe('What happens to a call in hand when the phone must close.'),
  emergencyNumbers: z
    .array(z.string().regex(/^[0-9]{2,6}$/))
    .max(20)
    .default(['112'])
    .describe('Numbers of help. Shown to an agent whose phone is closed.'),
  emergencyRegions: z
    .array(
      z.strictObject({
        region: z
          .string()
          .max(2)
          .regex(/^[A-Z]{2}$/, 'must be a country in two capital letters (ISO 3166-1), such as "US"')
          .describe('A country, ISO 3166-1 alpha-2.'),
        numbers: z
          .array(z.string().regex(/^[0-9]{2,6}$/))
          .min(1)
          .max(20),
      }),
    )
    .max(250)
    .default([])
    .describe(
      'Numbers of help where they differ, by the country that the laptop is set to. Elsewhere the list above holds.',
    ),
});

/** The numbers of help where a laptop is: by its country (ISO 3166-1 alpha-2), or those for everywhere else. */
export function emergencyNumbersIn(phone: z.infer<typeof phoneSchema>, region: string | null): readonly string[] {
  return phone.emergencyRegions.find((one) => one.region === region)?.numbers ?? phone.emergencyNumbers;
}
