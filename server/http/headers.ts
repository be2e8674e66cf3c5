import type { FastifyInstance } from 'fastify';
import { AppError } from '../../core/errors.ts';
import type { Origins } from '../origins.ts';
import { send } from './errors.ts';

/** The console's own files only: no inline script or style, no frame, no form, nothing from elsewhere. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const HEADERS = {
  'content-security-policy': CONTENT_SECURITY_POLICY,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), display-capture=()',
} as const;

/** Two years, the least that RFC 6797's preload lists take. */
const STRICT_TRANSPORT = 'max-age=63072000; includeSubDomains';

/** Headers on every answer, and 421 for every name that is not ours (DNS rebinding). */
export function registerHeaders(app: FastifyInstance, origins: () => Origins): void {
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(HEADERS);
    if (origins().isHttps()) reply.header('strict-transport-security', STRICT_TRANSPORT);
    if (!origins().allowsHost(request.headers.host))
      return send(
        reply,
        421,
        new AppError('INVALID_INPUT', `This server is not known by that name. Open ${origins().publicUrl()} instead.`),
      );
    return undefined;
  });
  // Node hands an upgraded connection over for good, so after a refusal nobody else would ever end it.
  app.addHook('onResponse', async (request) => {
    if (request.headers.upgrade !== undefined) request.raw.socket.destroySoon();
  });
}
