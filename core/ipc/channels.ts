import type { events, invokes } from './contract.ts';

/** Names only, so that the sandboxed preload bundles no schema; a test holds them equal to the contract's. */
export const INVOKE_CHANNELS = [
  'client:read',
  'enrolment:join',
  'enrolment:leave',
  'shift:set',
  'posture:recheck',
  'help:ask',
  'support:make',
  'support:save',
  'settings:open',
  'privacy:read',
  'phone:reportStatus',
  'phone:breakGlass',
  'web:read',
  'web:open',
  'web:go',
  'web:place',
  'web:askAccess',
] as const satisfies readonly (keyof typeof invokes)[];

export const EVENT_CHANNELS = [
  'client:changed',
  'web:changed',
  'phone:opened',
  'phone:closed',
] as const satisfies readonly (keyof typeof events)[];
