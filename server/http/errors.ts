import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { AppError, toWireError, type ErrorCode } from '../../core/errors.ts';

const STATUS_OF: Readonly<Record<ErrorCode, number>> = {
  INTERNAL: 500,
  INVALID_INPUT: 400,
  NOT_SIGNED_IN: 401,
  NOT_ALLOWED: 403,
  NOT_FOUND: 404,
  CONFLICT: 409,
  TOO_MANY_REQUESTS: 429,
  BAD_SIGNATURE: 403,
  NONCE_SPENT: 409,
  CODE_SPENT: 410,
  STALE_POLICY: 409,
  NOT_ENROLLED: 404,
  OFF_SHIFT: 409,
  OFFLINE: 503,
  UNTRUSTED_SENDER: 403,
  UNAVAILABLE: 503,
};

export function statusOf(error: AppError): number {
  return STATUS_OF[error.code];
}

/** One handler for all: what we expected goes out as it is, what we did not goes into the log only. */
export function registerErrorHandlers(app: FastifyInstance): void {
  app.setErrorHandler((error: unknown, request, reply) => {
    if (error instanceof AppError) {
      if (error.code === 'INTERNAL' || error.code === 'UNAVAILABLE')
        request.log.error({ err: error, route: request.routeOptions.url }, 'request failed');
      return send(reply, statusOf(error), error);
    }
    const status = clientFault(error);
    if (status !== null)
      return send(reply, status, new AppError('INVALID_INPUT', sentenceFor(status, request.routeOptions.bodyLimit)));
    request.log.error({ err: error, route: request.routeOptions.url }, 'request failed');
    return send(reply, 500, error);
  });
}

export function send(reply: FastifyReply, status: number, error: unknown): FastifyReply {
  return reply.code(status).header('cache-control', 'no-store').send(toWireError(error));
}

/** Fastify's own refusals (bad JSON, too large, wrong type) carry a 4xx status. */
function clientFault(error: unknown): number | null {
  const status = (error as { readonly statusCode?: unknown }).statusCode;
  return typeof status === 'number' && status >= 400 && status < 500 ? status : null;
}

function sentenceFor(status: number, bodyLimitBytes: number | undefined): string {
  switch (status) {
    case 413:
      return `The request was refused: it is larger than ${sizeOf(bodyLimitBytes ?? 0)}.`;
    case 415:
      return 'The request was refused: content-type: must be application/json.';
    default:
      return 'The request was refused: the body must be valid JSON.';
  }
}

function sizeOf(bytes: number): string {
  return bytes < 1_048_576 ? `${Math.floor(bytes / 1024)} kB` : `${Math.floor(bytes / 1_048_576)} MB`;
}

/** The pathname only: a query could hold something private. */
export function pathOf(request: FastifyRequest): string {
  const end = request.url.indexOf('?');
  return end === -1 ? request.url : request.url.slice(0, end);
}
