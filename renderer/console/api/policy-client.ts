import type { z } from 'zod';
import type { DeviceId } from '../../../core/ids.ts';
import type { PolicyDocument } from '../../../core/policy/schema.ts';
import { alertsSchema, breakGlassCodeSchema } from '../../../core/wire/alerts.ts';
import { policyVersionSchema } from '../../../core/wire/console.ts';
import {
  draftSchema,
  draftsSchema,
  previewSchema,
  publishedSchema,
  rolloutViewSchema,
  type RolloutAct,
  type publishPolicySchema,
} from '../../../core/wire/policy-acts.ts';
import type { Requester } from './request.ts';

/** What is asked around a policy: what it would do, who approves it, how far it has come, and what went wrong. */
export function policyRequests({ ask, tell }: Requester) {
  return {
    previewPolicy: (document: PolicyDocument, signal?: AbortSignal) =>
      ask('POST', '/api/policy/preview', previewSchema, { body: { document }, signal }),
    policyVersion: (version: number, signal?: AbortSignal) =>
      ask('GET', `/api/policy/versions/${version}`, policyVersionSchema, { signal }),
    restorePolicy: (version: number, body: { readonly basedOn: number; readonly note: string }) =>
      ask('POST', `/api/policy/versions/${version}/restore`, publishedSchema, { body }),
    drafts: (signal?: AbortSignal) => ask('GET', '/api/policy/drafts', draftsSchema, { signal }),
    draft: (id: string, signal?: AbortSignal) =>
      ask('GET', `/api/policy/drafts/${encodeURIComponent(id)}`, draftSchema, { signal }),
    saveDraft: (body: z.input<typeof publishPolicySchema>) => ask('POST', '/api/policy/drafts', draftSchema, { body }),
    approveDraft: (id: string, revision: number) =>
      ask('POST', `/api/policy/drafts/${encodeURIComponent(id)}/approve`, publishedSchema, { body: { revision } }),
    discardDraft: (id: string) => tell('DELETE', `/api/policy/drafts/${encodeURIComponent(id)}`),
    rollout: (signal?: AbortSignal) => ask('GET', '/api/policy/rollout', rolloutViewSchema, { signal }),
    actOnRollout: (act: RolloutAct, version: number) =>
      tell('POST', `/api/policy/rollout/${act}`, { body: { version } }),
    alerts: (signal?: AbortSignal) => ask('GET', '/api/alerts', alertsSchema, { signal }),
    closeAlert: (id: string) => tell('POST', `/api/alerts/${encodeURIComponent(id)}/close`),
    breakGlass: (id: DeviceId, reason: string) =>
      ask('POST', `/api/devices/${id}/break-glass`, breakGlassCodeSchema, { body: { reason } }),
  };
}
