import Fastify from 'fastify';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { ROLES, type Role } from '../../core/wire/console.ts';
import { ACCESS } from '../../server/access.ts';
import { registerGuard } from '../../server/http/guard.ts';
import type { Services } from '../../server/services.ts';
import { createWorld, ORIGIN, PASSWORD, visit, type Visitor, type World } from './support/world.ts';
import { codeOf } from './support/routes.ts';

const UNKNOWN_ID = '3f1c2a9e-8f3a-4d7b-9c55-0d7a52f0c001';
const HOST = { host: '127.0.0.1:8460' };

const routes = Object.entries(ACCESS).map(([route, who]) => {
  const [method = '', path = ''] = route.split(' ');
  return {
    route,
    who,
    method: method as 'GET' | 'POST' | 'DELETE',
    url: path.replace(':id', UNKNOWN_ID).replace('*', 'somewhere'),
  };
});
const guarded = routes.filter(({ who }) => typeof who !== 'string');

/** What stops a caller at the door; anything else means that they got past it. */
const REFUSALS = new Set(['NOT_SIGNED_IN', 'NOT_ALLOWED']);
function isStopped(response: { statusCode: number; json(): unknown }): boolean {
  return [401, 403].includes(response.statusCode) && REFUSALS.has((response.json() as { code: string }).code);
}

describe('every route, for every role and for nobody', () => {
  let world: World;
  const visitors = new Map<Role, Visitor>();
  const cleanUps: (() => Promise<void> | void)[] = [];

  beforeAll(async () => {
    world = await createWorld({ atEnd: (clean) => cleanUps.push(clean) });
    for (const role of ROLES) visitors.set(role, await world.signIn(role));
  });

  // The folder last, as it was made first.
  afterAll(async () => {
    for (const clean of cleanUps.toReversed()) await clean();
  });

  const cells = guarded
    // It never ends by itself; console/live.test.ts opens it.
    .filter(({ route }) => route !== 'GET /api/live')
    .flatMap((route) => ROLES.map((role) => ({ ...route, role })));

  it.each(cells)('$route as $role', async ({ method, url, who, role, route }) => {
    // A session of its own where the call would end it.
    const visitor = route.includes('/api/session') ? await world.signIn(role) : visitors.get(role);
    const response =
      method === 'GET' ? await visitor?.get(url) : await visitor?.send(method, url, method === 'POST' ? {} : undefined);
    expect(response !== undefined && isStopped(response)).toBe(!(who as readonly Role[]).includes(role));
  });

  it.each(guarded)('$route without a session is 401', async ({ method, url }) => {
    const response = await world.app.inject({
      method,
      url,
      headers: { ...HOST, origin: ORIGIN },
      ...(method === 'POST' ? { payload: {} } : {}),
    });
    expect(response.statusCode).toBe(401);
    expect(codeOf(response)).toBe('NOT_SIGNED_IN');
  });

  it.each(guarded)('$route with a cookie that was made up is 401', async ({ method, url }) => {
    const cookie = `offhook=${'A'.repeat(43)}`;
    const response = await world.app.inject({ method, url, headers: { ...HOST, origin: ORIGIN, cookie } });
    expect(response.statusCode).toBe(401);
  });

  it.each(guarded.filter(({ method }) => method !== 'GET'))(
    '$route without or with another session’s CSRF token is 403',
    async ({ method, url, who }) => {
      const [role = 'it'] = who as readonly Role[];
      const visitor = visitors.get(role);
      const other = await world.signIn(role);
      for (const token of [undefined, other.csrfToken, 'x']) {
        const response = await world.app.inject({
          method,
          url,
          headers: {
            ...HOST,
            origin: ORIGIN,
            cookie: visitor?.cookie ?? '',
            ...(token === undefined ? {} : { 'x-csrf-token': token }),
          },
        });
        expect(response.statusCode).toBe(403);
        expect(response.body).toContain('x-csrf-token');
      }
    },
  );

  it.each(routes.filter(({ method }) => method !== 'GET'))(
    '$route from another site’s page is 403',
    async ({ method, url }) => {
      const cookie = visitors.get('it')?.cookie ?? '';
      for (const origin of [
        'https://evil.example',
        'null',
        'http://127.0.0.1:8461',
        'http://127.0.0.1.evil.example:8460',
      ]) {
        const response = await world.app.inject({ method, url, headers: { ...HOST, origin, cookie }, payload: {} });
        expect(response.statusCode).toBe(403);
        expect(response.body).toContain('origin');
      }
    },
  );

  it.each(routes)('$route under a name that is not ours is 421', async ({ method, url }) => {
    for (const host of ['evil.example', '127.0.0.1:9999', '127.0.0.1', 'localhost.evil.example:8460', '']) {
      const response = await world.app.inject({ method, url, headers: { host } });
      expect(response.statusCode).toBe(421);
    }
  });

  it('refuses a change without an Origin header', async () => {
    const visitor = visitors.get('it');
    const headers = { ...HOST, cookie: visitor?.cookie ?? '', 'x-csrf-token': visitor?.csrfToken ?? '' };
    const response = await world.app.inject({ method: 'POST', url: `/api/devices/${UNKNOWN_ID}/recheck`, headers });
    expect(response.statusCode).toBe(403);
  });

  it.each([
    'GET /api/nothing',
    'POST /api/devices',
    'PUT /api/policy',
    'GET /api/device/report',
    'GET /api',
    'OPTIONS /api/policy',
    'HEAD /api/policy',
    'TRACE /',
    'POST /',
  ])('has nothing at %s', async (unknown) => {
    const [method = '', url = ''] = unknown.split(' ');
    const response = await world.app.inject({
      method: method as 'GET',
      url,
      headers: { ...HOST, cookie: visitors.get('it')?.cookie ?? '' },
    });
    expect(response.statusCode).toBe(404);
  });

  it('refuses to start with a route that has no line in the table, or a line that has no route', async () => {
    const app = Fastify({ exposeHeadRoutes: false });
    onTestFinished(() => app.close());
    registerGuard(app, {} as Services);
    expect(() => app.get('/api/forgotten', () => 'x')).toThrow('GET /api/forgotten has no line');
    app.get('/healthz', () => 'ok');
    await expect(app.ready()).rejects.toThrow(/routes that do not exist: .*GET \/api\/audit/);
  });

  it('sends the security headers with every answer, also with refusals', async () => {
    for (const [method, url] of [
      ['GET', '/healthz'],
      ['GET', '/'],
      ['GET', '/api/devices'],
      ['GET', '/api/nothing'],
      ['POST', '/api/device/report'],
    ] as const) {
      const { headers } = await world.app.inject({ method, url, headers: HOST });
      expect(headers['content-security-policy']).toBe(
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
      );
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
      });
    }
  });
});

describe('a one-time password', () => {
  it('opens nothing but the way to a password of one’s own', async () => {
    const world = await createWorld();
    const { email, oneTimePassword } = world.person('it@demo.example');
    const visitor = await visit(world.app, email, oneTimePassword);
    for (const { route, method, url } of guarded.filter(({ route }) => !route.includes('/api/session'))) {
      const response =
        method === 'GET' ? await visitor.get(url) : await visitor.send(method, url, method === 'POST' ? {} : undefined);
      expect([route, response.statusCode, codeOf(response)]).toEqual([route, 403, 'NOT_ALLOWED']);
    }
    expect((await visitor.send('POST', '/api/session/password', { current: 'wrong', next: PASSWORD })).statusCode).toBe(
      400,
    );
    expect(
      (await visitor.send('POST', '/api/session/password', { current: oneTimePassword, next: 'short' })).statusCode,
    ).toBe(400);
    expect(
      (await visitor.send('POST', '/api/session/password', { current: oneTimePassword, next: PASSWORD })).statusCode,
    ).toBe(204);
    expect((await visitor.get('/api/session')).statusCode).toBe(401);
    const renewed = await visit(world.app, email, PASSWORD);
    expect((await renewed.get('/api/policy')).statusCode).toBe(200);
    await expect(visit(world.app, email, oneTimePassword)).rejects.toThrow('not right');
  });
});
