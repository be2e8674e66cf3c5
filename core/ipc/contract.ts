import { z } from 'zod';
import { SETTINGS_PAGES } from '../checks/check.ts';
import { breakGlassSchema, helpRequestSchema, sipCredentialSchema, phoneStatusSchema } from '../wire/device.ts';
import { clientViewSchema, privacyViewSchema, webViewStateSchema } from './client-view.ts';
import { supportReportSchema } from './support-report.ts';
import type { EventMap, InvokeMap } from './define.ts';

const nothing = z.strictObject({});
const done = z.strictObject({});

/**
 * Every request that the agent's window may make of the main process. All of them may be called by the main frame of
 * `app://ui` alone; no frame of the work browser has any.
 */
export const invokes = {
  'client:read': { args: nothing, result: clientViewSchema },
  'enrolment:join': { args: z.strictObject({ link: z.string().max(1000).nullable() }), result: done },
  'enrolment:leave': { args: nothing, result: z.strictObject({ erased: z.array(z.string().max(120)).max(20) }) },
  'shift:set': { args: z.strictObject({ on: z.boolean() }), result: done },
  'posture:recheck': { args: nothing, result: done },
  /** “I can’t fix this”: what goes out is just this, with the report that `support:make` showed, if its number is given. */
  'help:ask': {
    args: helpRequestSchema
      .pick({ check: true, message: true, evidence: true })
      .extend({ report: z.uuid().nullable() }),
    result: done,
  },
  /** Looks at the laptop once and gives back all that it answered, for the agent to read. Nothing leaves. */
  'support:make': { args: nothing, result: supportReportSchema },
  /** Writes the report that was shown into the agent's Downloads folder. */
  'support:save': { args: z.strictObject({ report: z.uuid() }), result: z.strictObject({ file: z.string().max(300) }) },
  'settings:open': {
    args: z.strictObject({ page: z.enum(SETTINGS_PAGES) }),
    result: z.strictObject({ opened: z.boolean() }),
  },
  'privacy:read': { args: nothing, result: privacyViewSchema },
  'phone:reportStatus': { args: phoneStatusSchema.omit({ gate: true }), result: done },
  /** A code that somebody read out: opens the phone for a moment. */
  'phone:breakGlass': { args: breakGlassSchema.pick({ code: true }), result: done },
  'web:read': { args: nothing, result: webViewStateSchema },
  'web:open': { args: z.strictObject({ url: z.string().min(1).max(8192) }), result: done },
  'web:go': { args: z.strictObject({ where: z.enum(['back', 'forward', 'reload', 'stop']) }), result: done },
  /** Where the page is drawn, in CSS pixels of the window; null hides it. */
  'web:place': {
    args: z.strictObject({
      bounds: z
        .strictObject({
          x: z.int().min(0),
          y: z.int().min(0),
          width: z.int().min(0).max(20_000),
          height: z.int().min(0).max(20_000),
        })
        .nullable(),
    }),
    result: done,
  },
  'web:askAccess': {
    args: z.strictObject({ host: z.string().min(1).max(253), reason: z.string().trim().min(1).max(500) }),
    result: done,
  },
} as const satisfies InvokeMap;

/** What the main process pushes to the agent's window. */
export const events = {
  'client:changed': clientViewSchema,
  'web:changed': webViewStateSchema,
  /** The gate has opened: register, or renew with this credential. Held in memory only. */
  'phone:opened': z.strictObject({ credential: sipCredentialSchema }),
  /** The gate closes. `finish-call` leaves the call in hand alone but starts nothing new; `cut` ends it now. */
  'phone:closed': z.strictObject({ how: z.enum(['finish-call', 'cut']) }),
} as const satisfies EventMap;
