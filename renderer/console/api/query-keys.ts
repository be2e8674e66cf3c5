import type { DeviceId } from '../../../core/ids.ts';

/** Where each answer lives in the query cache. */
export const queryKeys = {
  session: ['session'] as const,
  devices: ['devices'] as const,
  device: (id: DeviceId) => ['device', id] as const,
  anyDevice: ['device'] as const,
  policy: ['policy'] as const,
  policyVersions: ['policy-versions'] as const,
  policyVersion: (version: number) => ['policy-version', version] as const,
  preview: (document: string) => ['policy-preview', document] as const,
  drafts: ['drafts'] as const,
  draft: (id: string) => ['drafts', id] as const,
  rollout: ['rollout'] as const,
  alerts: ['alerts'] as const,
  people: ['people'] as const,
  waivers: ['waivers'] as const,
  helpRequests: ['help-requests'] as const,
  accessRequests: ['access-requests'] as const,
  webLists: ['web-lists'] as const,
  audit: ['audit'] as const,
};
