import type { z } from 'zod';
import type { DeviceId, PersonId } from '../../../core/ids.ts';
import {
  accessRequestsSchema,
  auditPageSchema,
  deviceDetailSchema,
  devicesSchema,
  enrolmentReplySchema,
  helpRequestsSchema,
  peopleSchema,
  policyVersionsSchema,
  policyViewSchema,
  sessionSchema,
  waiversSchema,
  waiverViewSchema,
  type askWaiverSchema,
  type changePasswordSchema,
  type Session,
  type signInSchema,
} from '../../../core/wire/console.ts';
import type { publishPolicySchema } from '../../../core/wire/policy-acts.ts';
import { isApiError } from './api-error.ts';
import { policyRequests } from './policy-client.ts';
import { createRequester, type Fetch } from './request.ts';
import { webListRequests } from './web-list-client.ts';

export type Devices = z.infer<typeof devicesSchema>;
export type People = z.infer<typeof peopleSchema>;
export type PersonRow = People['people'][number];
export type PolicyVersions = z.infer<typeof policyVersionsSchema>;
export type AccessRequests = z.infer<typeof accessRequestsSchema>;
export type AccessRequestRow = AccessRequests['requests'][number];
export type AuditPage = z.infer<typeof auditPageSchema>;
export type AuditEvent = AuditPage['events'][number];

/** Every request that the console makes, typed by the wire's own schemas. All throw ApiError. */
export type ApiClient = ReturnType<typeof createApiClient>;

export function createApiClient(fetch: Fetch) {
  // In memory only: a token that a page could read back from storage would be no protection.
  let csrfToken: string | null = null;
  const requester = createRequester(fetch, () => csrfToken);
  const { ask, tell } = requester;

  /** null when nobody is signed in. */
  async function session(signal?: AbortSignal): Promise<Session | null> {
    try {
      const current = await ask('GET', '/api/session', sessionSchema, { signal });
      csrfToken = current.csrfToken;
      return current;
    } catch (error) {
      if (!isApiError(error, 'NOT_SIGNED_IN')) throw error;
      csrfToken = null;
      return null;
    }
  }

  return {
    session,
    ...policyRequests(requester),
    ...webListRequests(requester),
    async signIn(credentials: z.input<typeof signInSchema>): Promise<Session | null> {
      await tell('POST', '/api/session', { body: credentials });
      return session();
    },
    async signOut(): Promise<void> {
      await tell('DELETE', '/api/session');
      csrfToken = null;
    },
    /** A new password may come with a new session and token, so both are read again. */
    async changePassword(change: z.input<typeof changePasswordSchema>): Promise<Session | null> {
      await tell('POST', '/api/session/password', { body: change });
      return session();
    },
    devices: (signal?: AbortSignal) => ask('GET', '/api/devices', devicesSchema, { signal }),
    device: (id: DeviceId, signal?: AbortSignal) => ask('GET', `/api/devices/${id}`, deviceDetailSchema, { signal }),
    recheckDevice: (id: DeviceId) => tell('POST', `/api/devices/${id}/recheck`),
    revokeDevice: (id: DeviceId) => tell('POST', `/api/devices/${id}/revoke`),
    removeDevice: (id: DeviceId) => tell('DELETE', `/api/devices/${id}`),
    policy: (signal?: AbortSignal) => ask('GET', '/api/policy', policyViewSchema, { signal }),
    policyVersions: (signal?: AbortSignal) => ask('GET', '/api/policy/versions', policyVersionsSchema, { signal }),
    publishPolicy: (publish: z.input<typeof publishPolicySchema>) => tell('POST', '/api/policy', { body: publish }),
    people: (signal?: AbortSignal) => ask('GET', '/api/people', peopleSchema, { signal }),
    createEnrolment: (id: PersonId) => ask('POST', `/api/people/${id}/enrolment`, enrolmentReplySchema),
    accessRequests: (signal?: AbortSignal) => ask('GET', '/api/access-requests', accessRequestsSchema, { signal }),
    helpRequests: (signal?: AbortSignal) => ask('GET', '/api/help-requests', helpRequestsSchema, { signal }),
    closeHelpRequest: (id: string) => tell('POST', `/api/help-requests/${encodeURIComponent(id)}/close`),
    waivers: (signal?: AbortSignal) => ask('GET', '/api/waivers', waiversSchema, { signal }),
    askWaiver: (asked: z.input<typeof askWaiverSchema>) =>
      ask('POST', '/api/waivers', waiverViewSchema, { body: asked }),
    decideWaiver: (id: string, act: 'approve' | 'refuse' | 'end') =>
      tell('POST', `/api/waivers/${encodeURIComponent(id)}/${act}`),
    setGroup: (id: PersonId, group: string | null) => tell('POST', `/api/people/${id}/group`, { body: { group } }),
    closeAccessRequest: (id: string) => tell('POST', `/api/access-requests/${encodeURIComponent(id)}/close`),
    audit: (before: number | null, signal?: AbortSignal) =>
      ask('GET', before === null ? '/api/audit' : `/api/audit?before=${before}`, auditPageSchema, { signal }),
  };
}
