import type { FastifyInstance, FastifyRequest } from 'fastify';
import { AppError } from '../../core/errors.ts';
import { ACCESS, BEFORE_PASSWORD_CHANGE, mayCall, type Access } from '../access.ts';
import { cookieName, findSession, isCsrfToken, type SignedIn } from '../console/sessions.ts';
import type { Services } from '../services.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Its line in access.ts. */
    access?: { readonly route: string; readonly who: Access };
  }
  interface FastifyRequest {
    signedIn: SignedIn | null;
  }
}

/** Deny by default: a route without a line in access.ts stops the start, and each request is held against its line. */
export function registerGuard(app: FastifyInstance, services: Services): void {
  const declared = new Set<string>();
  app.decorateRequest('signedIn', null);
  app.addHook('onRoute', (options) => {
    for (const method of [options.method].flat()) {
      const route = `${method} ${options.url}`;
      const who = ACCESS[route];
      if (who === undefined)
        throw new Error(`The route ${route} has no line in server/access.ts, so it may not exist.`);
      declared.add(route);
      options.config = { ...options.config, access: { route, who } };
    }
  });
  app.addHook('onReady', async () => {
    const missing = Object.keys(ACCESS).filter((route) => !declared.has(route));
    if (missing.length > 0) throw new Error(`server/access.ts names routes that do not exist: ${missing.join(', ')}`);
  });
  app.addHook('onRequest', async (request) => {
    const access = request.routeOptions.config.access;
    // No route, no rule: the not-found handler answers.
    if (access === undefined) return;
    checkOrigin(request, access.who, services);
    if (access.who === 'anyone' || access.who === 'device') return;
    request.signedIn = await findSession(services, request.cookies[cookieName(services.origins().isHttps())]);
    checkRole(request, access);
  });
}

function checkRole(request: FastifyRequest, { route, who }: { readonly route: string; readonly who: Access }): void {
  const { signedIn } = request;
  const refusal = mayCall(who, signedIn?.person.role ?? null);
  if (refusal === 'NOT_SIGNED_IN' || signedIn === null) throw new AppError('NOT_SIGNED_IN', 'Sign in first.');
  if (signedIn.person.mustChangePassword && !BEFORE_PASSWORD_CHANGE.has(route))
    throw new AppError('NOT_ALLOWED', 'Choose a password of your own first.');
  if (refusal === 'NOT_ALLOWED') throw new AppError('NOT_ALLOWED', 'Your role does not allow this.');
  if (isChange(request) && !isCsrfToken(signedIn, request.headers['x-csrf-token']))
    throw new AppError('NOT_ALLOWED', 'The request was refused: x-csrf-token: is missing or of another session.');
}

/** A page of another site may neither act through a console's cookie nor speak as a device. */
function checkOrigin(request: FastifyRequest, who: Access, services: Services): void {
  const { origin } = request.headers;
  if (origin !== undefined && !services.origins().allowsOrigin(origin))
    throw new AppError('NOT_ALLOWED', 'The request was refused: origin: is another site.');
  // Browsers send it with every change; who leaves it out is no page of ours.
  if (origin === undefined && who !== 'device' && isChange(request))
    throw new AppError('NOT_ALLOWED', 'The request was refused: origin: is missing.');
}

function isChange(request: FastifyRequest): boolean {
  return request.method !== 'GET' && request.method !== 'HEAD';
}

/** Who is signed in, in a route that only people with a session reach. */
export function signedInOf(request: FastifyRequest): SignedIn {
  if (request.signedIn === null) throw new AppError('NOT_SIGNED_IN', 'Sign in first.');
  return request.signedIn;
}
