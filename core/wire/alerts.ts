import { z } from 'zod';

/** What somebody should look at. */
export const ALERT_KINDS = [
  'break-glass-used',
  'break-glass-guessed',
  'rollout-halted',
  'policy-overdue',
  'implausible-report',
] as const;
export const alertKindSchema = z.enum(ALERT_KINDS);
export type AlertKind = z.infer<typeof alertKindSchema>;

/** `GET /api/alerts`, newest first, at most 200; `POST /api/alerts/:id/close` (204). */
export const alertSchema = z.strictObject({
  id: z.uuid(),
  kind: alertKindSchema,
  /** What it is about: a device’s id, or a version. */
  subject: z.string().max(200),
  /** The agent whose laptop it is about; null when it is about no laptop. */
  agent: z.string().max(120).nullable(),
  details: z.record(z.string(), z.unknown()),
  at: z.iso.datetime(),
  state: z.enum(['open', 'closed']),
});
export type Alert = z.infer<typeof alertSchema>;
export const alertsSchema = z.strictObject({ alerts: z.array(alertSchema) });

/** `POST /api/devices/:id/break-glass` (201, the code): shown once, worth one use on that laptop within 15 minutes. */
export const issueBreakGlassSchema = z.strictObject({
  reason: z.string().trim().min(3, 'say in a few words why').max(500),
});
export const breakGlassCodeSchema = z.strictObject({ code: z.string().max(32), expiresAt: z.iso.datetime() });
