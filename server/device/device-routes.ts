import type { FastifyInstance } from 'fastify';
import { AppError, type ErrorCode } from '../../core/errors.ts';
import { parseOrThrow } from '../../core/parse.ts';
import {
  accessRequestSchema,
  breakGlassSchema,
  challengeRequestSchema,
  enrolRequestSchema,
  HELP_BUNDLE_MAX_CHARS,
  helpRequestSchema,
  signedReportSchema,
  WIRE_VERSION,
  type BreakGlassReply,
} from '../../core/wire/device.ts';
import { handleBreakGlass } from '../break-glass/use-code.ts';
import { send } from '../http/errors.ts';
import { createRateLimit, type RateLimit } from '../rate-limit.ts';
import type { Services } from '../services.ts';
import { handleAccessRequest } from './access-request.ts';
import { handleChallenge } from './challenge.ts';
import { handleEnrol } from './enrol.ts';
import { handleHelpRequest } from './help-request.ts';
import { handleReport } from './report.ts';

const MINUTE_MS = 60_000;
/** All of a help request but its bundle. */
const OTHERS_BYTES = 32_768;
/** Our own faults, and refusals that are a limit themselves, say nothing about who asked. */
const NO_GUESS: ReadonlySet<ErrorCode> = new Set(['INTERNAL', 'UNAVAILABLE', 'TOO_MANY_REQUESTS']);

/** What a device may ask over HTTP. Each proves itself by a signature inside the message. */
export function registerDeviceRoutes(app: FastifyInstance, services: Services): void {
  const enrolments = createRateLimit(services.clock, { max: 200, windowMs: 10 * MINUTE_MS });
  const refusals = createRateLimit(services.clock, { max: 300, windowMs: MINUTE_MS });
  const byDevice = createRateLimit(services.clock, { max: 240, windowMs: MINUTE_MS });

  app.addHook('preHandler', async (request, reply) => {
    if (!isOtherWire(request.body)) return undefined;
    const sentence = `The server speaks version ${WIRE_VERSION} of the protocol. Install the Offhook that IT offers.`;
    return send(reply, 426, new AppError('INVALID_INPUT', sentence));
  });

  app.post('/api/device/enrol', async (request) =>
    guessing(enrolments, request.ip, async () =>
      handleEnrol(services, parseOrThrow(enrolRequestSchema, request.body, 'enrolment')),
    ),
  );
  app.post('/api/device/challenge', async (request) =>
    guessing(refusals, request.ip, async () => {
      const { deviceId } = parseOrThrow(challengeRequestSchema, request.body, 'request');
      byDevice.take(deviceId);
      return handleChallenge(services, deviceId);
    }),
  );
  app.post('/api/device/report', async (request) =>
    guessing(refusals, request.ip, async () =>
      handleReport(services, parseOrThrow(signedReportSchema, request.body, 'report')),
    ),
  );
  app.post('/api/device/access-requests', async (request, reply) =>
    guessing(refusals, request.ip, async () => {
      await handleAccessRequest(services, parseOrThrow(accessRequestSchema, request.body, 'request'));
      return reply.code(204).send();
    }),
  );
  app.post('/api/device/break-glass', async (request): Promise<BreakGlassReply> =>
    guessing(refusals, request.ip, async () => {
      const asked = parseOrThrow(breakGlassSchema, request.body, 'request');
      byDevice.take(asked.deviceId);
      return handleBreakGlass(services, asked);
    }),
  );
  // A report may come with it, which is larger than anything else that a device sends.
  app.post('/api/device/help-requests', { bodyLimit: HELP_BUNDLE_MAX_CHARS + OTHERS_BYTES }, async (request, reply) =>
    guessing(refusals, request.ip, async () => {
      const asked = parseOrThrow(helpRequestSchema, request.body, 'request');
      byDevice.take(asked.deviceId);
      await handleHelpRequest(services, asked);
      return reply.code(204).send();
    }),
  );
}

/**
 * Charges only what failed, and only then holds it against the limit: whoever has the key or the code is answered, however
 * much others at the same address (an office, a proxy) get wrong. Past the limit a guess no longer learns why it failed.
 */
async function guessing<T>(limit: RateLimit, address: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof AppError && !NO_GUESS.has(error.code)) limit.take(address);
    throw error;
  }
}

function isOtherWire(body: unknown): boolean {
  if (typeof body !== 'object' || body === null || !('wire' in body)) return false;
  return typeof body.wire === 'number' && body.wire !== WIRE_VERSION;
}
