import type { Role } from '../core/wire/console.ts';

/**
 * Who may call a route. `anyone` needs nothing; `device` proves itself by its key's signature or a ticket and never by a
 * cookie; the roles need a session.
 */
export type Access = 'anyone' | 'device' | readonly Role[];

const EVERYBODY = ['it', 'supervisor', 'auditor', 'agent'] as const;
const FLOOR = ['it', 'supervisor'] as const;

/** Every route of the server. One that is not here is refused at start-up; docs and the walking test read it. */
export const ACCESS: Readonly<Record<string, Access>> = {
  'GET /healthz': 'anyone',
  'GET /*': 'anyone',

  'POST /api/device/enrol': 'device',
  'POST /api/device/challenge': 'device',
  'POST /api/device/report': 'device',
  'POST /api/device/access-requests': 'device',
  'POST /api/device/help-requests': 'device',
  'POST /api/device/break-glass': 'device',
  'GET /api/device/socket': 'device',
  'GET /api/device/lists/manifest': 'device',
  'GET /api/device/lists/:file': 'device',

  'POST /api/session': 'anyone',
  'GET /api/session': EVERYBODY,
  'DELETE /api/session': EVERYBODY,
  'POST /api/session/password': EVERYBODY,

  // An agent sees their own laptops only.
  'GET /api/devices': EVERYBODY,
  'GET /api/devices/:id': EVERYBODY,
  'GET /api/live': EVERYBODY,
  'POST /api/devices/:id/recheck': FLOOR,
  'POST /api/devices/:id/revoke': FLOOR,
  'POST /api/devices/:id/break-glass': FLOOR,
  'DELETE /api/devices/:id': ['it'],

  'GET /api/policy': [...FLOOR, 'auditor'],
  'GET /api/policy/versions': [...FLOOR, 'auditor'],
  'POST /api/policy': ['it'],
  'GET /api/policy/versions/:version': [...FLOOR, 'auditor'],
  'POST /api/policy/versions/:version/restore': ['it'],
  'POST /api/policy/preview': ['it'],
  'GET /api/policy/next': ['it'],
  'POST /api/policy/signed': ['it'],
  'GET /api/policy/drafts': ['it'],
  'POST /api/policy/drafts': ['it'],
  'GET /api/policy/drafts/:id': ['it'],
  'POST /api/policy/drafts/:id': ['it'],
  'DELETE /api/policy/drafts/:id': ['it'],
  'POST /api/policy/drafts/:id/approve': ['it'],
  'GET /api/policy/rollout': [...FLOOR, 'auditor'],
  'POST /api/policy/rollout/halt': ['it'],
  'POST /api/policy/rollout/resume': ['it'],
  'POST /api/policy/rollout/next': ['it'],
  'POST /api/policy/rollout/complete': ['it'],

  'GET /api/web-lists': [...FLOOR, 'auditor'],
  'POST /api/web-lists': ['it'],
  'POST /api/web-lists/test': ['it'],
  'POST /api/web-lists/:id': ['it'],
  'DELETE /api/web-lists/:id': ['it'],

  'GET /api/alerts': FLOOR,
  'POST /api/alerts/:id/close': FLOOR,

  'GET /api/people': ['it'],
  // An agent for themself only.
  'POST /api/people/:id/enrolment': ['it', 'agent'],
  'POST /api/people/:id/group': ['it'],

  'GET /api/access-requests': FLOOR,
  'POST /api/access-requests/:id/close': ['it'],

  'GET /api/help-requests': FLOOR,
  // Lines of a laptop’s own answers: for those who know what to make of them.
  'GET /api/help-requests/:id/report': ['it'],
  'POST /api/help-requests/:id/close': FLOOR,

  'GET /api/waivers': [...FLOOR, 'auditor'],
  'POST /api/waivers': FLOOR,
  'POST /api/waivers/:id/approve': ['it'],
  'POST /api/waivers/:id/refuse': ['it'],
  'POST /api/waivers/:id/end': FLOOR,

  'GET /api/audit': ['it', 'auditor'],
};

/** What still works with a one-time password: choosing a real one, or leaving. */
export const BEFORE_PASSWORD_CHANGE: ReadonlySet<string> = new Set([
  'GET /api/session',
  'DELETE /api/session',
  'POST /api/session/password',
]);

/** Why `role` may not call the route; null when it may. `null` for a role means nobody is signed in. */
export function mayCall(access: Access, role: Role | null): 'NOT_SIGNED_IN' | 'NOT_ALLOWED' | null {
  if (access === 'anyone' || access === 'device') return null;
  if (role === null) return 'NOT_SIGNED_IN';
  return access.includes(role) ? null : 'NOT_ALLOWED';
}
