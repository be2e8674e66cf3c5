import type { DeviceId } from '../../../core/ids.ts';

/** Where each answer lives in the query cache. */
export const queryKeys = {
  session: ['session'] as const,
  devices: ['devices'] as const,
  device: (id: DeviceId) => ['device', id] as const,
  anyDevice: ['device'] as const,
  policy: ['policy'] as const,
  policyVersions: ['policy-versions'] as const,
  people: ['people'] as const,
  waivers: ['waivers'] as const,
  helpRequests: ['help-requests'] as const,
  accessRequests: ['access-requests'] as const,
  audit: ['audit'] as const,
};
