import {
  askWaiverSchema,
  changePasswordSchema,
  setGroupSchema,
  signInSchema,
  type LiveEvent,
  type WaiverView,
} from '../../../core/wire/console.ts';
import type { ErrorCode } from '../../../core/errors.ts';
import { addWebListSchema, changeWebListSchema, type WebList } from '../../../core/wire/lists.ts';
import { publishPolicySchema } from '../../../core/wire/policy-acts.ts';
import { type FakeWorld } from './fake-world.ts';
import { uuid } from './fake-findings.ts';

export interface FakeReply {
  readonly status: number;
  readonly body: unknown;
}

export interface FakeRequest {
  readonly method: string;
  readonly path: string;
  readonly body?: unknown;
  readonly csrf?: string | null;
}

export const CSRF = 'csrf-token-of-this-session';

const ok = (body: unknown): FakeReply => ({ status: 200, body });
const done: FakeReply = { status: 204, body: null };
const refuse = (status: number, code: ErrorCode, message: string): FakeReply => ({ status, body: { code, message } });

/**
 * The server's side of core/wire/console.ts over a FakeWorld: the same routes, refusals and CSRF rule, without its store.
 * `tell` gets the live events that an act causes.
 */
export function createFakeApi(world: FakeWorld, tell: (event: LiveEvent) => void) {
  const requests: FakeRequest[] = [];

  function addWebList(body: unknown): FakeReply {
    const { text: _text, ...asked } = addWebListSchema.parse(body);
    const rest = {
      isEnabled: true,
      etag: null,
      askedAt: null,
      changedAt: null,
      bytes: 0,
      rules: 7,
      report: null,
      problem: null,
    };
    const list: WebList = { id: uuid(70_000), ...asked, ...rest };
    world.webLists = { ...world.webLists, lists: [...world.webLists.lists, list] };
    return { status: 201, body: list };
  }

  function changeWebList(id: string, body: unknown): FakeReply {
    const change = changeWebListSchema.parse(body);
    const lists = world.webLists.lists.map((list) =>
      list.id !== id
        ? list
        : change.act === 'fetch'
          ? { ...list, problem: change.takeAnyway ? null : list.problem }
          : { ...list, isEnabled: change.act === 'enable' },
    );
    world.webLists = { ...world.webLists, lists };
    return ok(lists.find((list) => list.id === id));
  }

  function handle(request: FakeRequest): FakeReply {
    requests.push(request);
    const { method, path } = request;
    const url = new URL(path, 'http://fake');
    const route = `${method} ${url.pathname.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/, ':id')}`;
    const id = /[0-9a-f]{8}-[0-9a-f-]{27}/.exec(url.pathname)?.[0] ?? '';
    if (route === 'POST /api/session') return signIn(request.body);
    if (world.signedInAs === null) return refuse(401, 'NOT_SIGNED_IN', 'Sign in first.');
    if (method !== 'GET' && request.csrf !== CSRF) return refuse(403, 'NOT_ALLOWED', 'x-csrf-token: is missing.');
    switch (route) {
      case 'GET /api/session': {
        const { devices: _devices, signedInAt: _signedInAt, ...person } = world.signedInAs;
        return ok({
          person,
          organisation: world.organisation,
          csrfToken: CSRF,
          mustChangePassword: world.mustChangePassword,
        });
      }
      case 'DELETE /api/session':
        world.signedInAs = null;
        return done;
      case 'POST /api/session/password':
        return changePassword(request.body);
      case 'GET /api/devices':
        return ok({ devices: world.devices, phoneEngine: world.phoneEngine });
      case 'GET /api/devices/:id': {
        const device = world.devices.find((row) => row.deviceId === id);
        return device === undefined
          ? refuse(404, 'NOT_FOUND', 'There is no such laptop.')
          : ok({ device, findings: world.findings, reportedAt: device.lastSeenAt });
      }
      case 'POST /api/devices/:id/recheck':
        return done;
      case 'POST /api/devices/:id/revoke':
        world.devices = world.devices.map((row) => (row.deviceId === id ? { ...row, phone: 'closed' } : row));
        for (const device of world.devices) if (device.deviceId === id) tell({ type: 'device', device });
        return done;
      case 'DELETE /api/devices/:id':
        for (const { deviceId } of world.devices) if (deviceId === id) tell({ type: 'device-removed', deviceId });
        world.devices = world.devices.filter((row) => row.deviceId !== id);
        return done;
      case 'GET /api/policy':
        return ok({ ...world.policy, keyOnServer: true });
      case 'GET /api/policy/versions':
        return ok({ versions: world.versions });
      case 'POST /api/policy/preview':
        return ok({ version: world.policy.version, ...world.impact, warnings: [] });
      case 'GET /api/policy/drafts':
        return ok({
          twoPeople: world.twoPeople,
          drafts: world.drafts.map(({ document: _d, stages: _s, ...rest }) => rest),
        });
      case 'POST /api/policy/drafts': {
        const { stages = null, ...saved } = publishPolicySchema.parse(request.body);
        const author = { author: world.signedInAs.name, may: { save: true, approve: false } };
        world.drafts = [
          { id: uuid(901), revision: 1, savedAt: new Date(world.nowMs).toISOString(), ...author, ...saved, stages },
        ];
        return { status: 201, body: world.drafts[0] };
      }
      case 'GET /api/policy/drafts/:id':
        return ok(world.drafts.find((draft) => draft.id === id));
      case 'POST /api/policy/drafts/:id/approve':
        world.drafts = world.drafts.filter((draft) => draft.id !== id);
        return { status: 201, body: { version: world.policy.version + 1 } };
      case 'GET /api/policy/rollout':
        return ok({ rollout: world.rollout });
      case 'POST /api/policy/rollout/halt':
        world.rollout = world.rollout === null ? null : { ...world.rollout, state: 'halted' };
        return done;
      case 'GET /api/alerts':
        return ok({ alerts: world.alerts });
      case 'POST /api/alerts/:id/close':
        world.alerts = world.alerts.map((alert) => (alert.id === id ? { ...alert, state: 'closed' } : alert));
        return done;
      case 'POST /api/devices/:id/break-glass':
        return {
          status: 201,
          body: { code: '4x7kq-9mw2d-h8rtz', expiresAt: new Date(world.nowMs + 900_000).toISOString() },
        };
      case 'POST /api/policy':
        return publish(request.body);
      case 'GET /api/people':
        return ok({ people: world.people });
      case 'POST /api/people/:id/enrolment':
        return ok({
          link: `offhook://enrol?server=https%3A%2F%2Foffhook.example.com&code=Zk3v9Qw1xT7mB2rL&key=mU0Jx6R3b1s9lqkq2F0m9Y2n0uH8Zg5nP4aZc7d2eXo`,
          expiresAt: new Date(world.nowMs + 86_400_000).toISOString(),
        });
      case 'POST /api/people/:id/group': {
        const { group } = setGroupSchema.parse(request.body);
        world.people = world.people.map((person) => (person.id === id ? { ...person, group } : person));
        tell({ type: 'people' });
        return done;
      }
      case 'GET /api/help-requests':
        return ok({ requests: world.helpRequests });
      case 'POST /api/help-requests/:id/close':
        world.helpRequests = world.helpRequests.map((entry) =>
          entry.id === id ? { ...entry, state: 'closed' } : entry,
        );
        return done;
      case 'GET /api/web-lists':
        return ok(world.webLists);
      case 'POST /api/web-lists':
        return addWebList(request.body);
      case 'POST /api/web-lists/:id':
        return changeWebList(id, request.body);
      case 'DELETE /api/web-lists/:id':
        world.webLists = { ...world.webLists, lists: world.webLists.lists.filter((list) => list.id !== id) };
        return done;
      case 'POST /api/web-lists/test':
        return ok({
          action: 'block',
          host: 'evil.test',
          list: 'Feed',
          rule: '||evil.test^',
          category: 'phishing',
          why: '',
        });
      case 'GET /api/waivers':
        return ok({ waivers: world.waivers });
      case 'POST /api/waivers':
        return askWaiver(request.body);
      case 'POST /api/waivers/:id/approve':
      case 'POST /api/waivers/:id/refuse':
      case 'POST /api/waivers/:id/end': {
        const state = (['approved', 'refused', 'ended'] as const)[
          ['approve', 'refuse', 'end'].indexOf(url.pathname.split('/').at(-1) ?? '')
        ];
        world.waivers = world.waivers.map((waiver) =>
          waiver.id === id && state !== undefined
            ? { ...waiver, state, may: { decide: false, end: state === 'approved' } }
            : waiver,
        );
        return done;
      }
      case 'GET /api/access-requests':
        return ok({ requests: world.requests });
      case 'POST /api/access-requests/:id/close':
        world.requests = world.requests.map((entry) => (entry.id === id ? { ...entry, state: 'closed' } : entry));
        return done;
      case 'GET /api/audit': {
        const before = Number(url.searchParams.get('before') ?? Infinity);
        return ok({ events: world.audit.filter((event) => event.sequence < before).slice(0, 100) });
      }
      default:
        return refuse(404, 'NOT_FOUND', 'There is nothing here.');
    }
  }

  function askWaiver(body: unknown): FakeReply {
    const parsed = askWaiverSchema.safeParse(body);
    if (!parsed.success) return refuse(400, 'INVALID_INPUT', 'The exception was refused.');
    const { check, scope, reason, minutes } = parsed.data;
    const isAlone = scope.type === 'device' && minutes <= 60;
    const name = world.signedInAs?.name ?? '';
    const row = scope.type === 'device' ? world.devices.find(({ deviceId }) => deviceId === scope.deviceId) : undefined;
    const waiver: WaiverView = {
      id: uuid(800 + world.waivers.length),
      kind: 'waiver',
      check,
      scope: scope.type === 'group' ? scope : { ...scope, agent: row?.agent.name ?? '' },
      reason,
      askedBy: name,
      askedAt: new Date(world.nowMs).toISOString(),
      decidedBy: isAlone ? name : null,
      state: isAlone ? 'approved' : 'asked',
      endsAt: new Date(world.nowMs + minutes * 60_000).toISOString(),
      may: { decide: false, end: true },
    };
    world.waivers = [waiver, ...world.waivers];
    return { status: 201, body: waiver };
  }

  function signIn(body: unknown): FakeReply {
    const { email, password } = signInSchema.parse(body);
    const person = world.people.find((candidate) => candidate.email === email);
    if (person === undefined || password !== world.password)
      return refuse(401, 'NOT_SIGNED_IN', 'The e-mail or the password is not right.');
    world.signedInAs = person;
    return done;
  }

  function changePassword(body: unknown): FakeReply {
    const { current, next } = changePasswordSchema.parse(body);
    if (current !== world.password)
      return refuse(400, 'INVALID_INPUT', 'The password was refused: current: is not your password');
    world.password = next;
    world.mustChangePassword = false;
    return done;
  }

  function publish(body: unknown): FakeReply {
    const parsed = publishPolicySchema.safeParse(body);
    if (!parsed.success)
      return refuse(400, 'INVALID_INPUT', `The policy was refused: ${parsed.error.issues[0]?.path.join('.') ?? ''}`);
    if (parsed.data.basedOn !== world.policy.version)
      return refuse(
        409,
        'CONFLICT',
        `Somebody published version ${world.policy.version} meanwhile. Look at it, then publish yours again.`,
      );
    const { note, document } = parsed.data;
    const version = world.policy.version + 1;
    const summary = {
      version,
      publishedAt: new Date(world.nowMs).toISOString(),
      publishedBy: world.signedInAs?.name ?? '',
      note,
    };
    world.policy = { ...summary, document };
    world.versions = [summary, ...world.versions];
    tell({ type: 'policy', version });
    return done;
  }

  return { handle, requests };
}
