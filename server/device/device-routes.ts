import type { FastifyInstance } from 'fastify';
import { AppError } from '../../core/errors.ts';
import { parseOrThrow } from '../../core/parse.ts';
import {
  accessRequestSchema,
  challengeRequestSchema,
  enrolRequestSchema,
  signedReportSchema,
  WIRE_VERSION,
} from '../../core/wire/device.ts';
import { send } from '../http/errors.ts';
import { createRateLimit } from '../rate-limit.ts';
import type { Services } from '../services.ts';
import { handleAccessRequest } from './access-request.ts';
import { handleChallenge } from './challenge.ts';
import { handleEnrol } from './enrol.ts';
import { handleReport } from './report.ts';

const MINUTE_MS = 60_000;

/** What a device may ask over HTTP. Each proves itself by a signature inside the message. */
export function registerDeviceRoutes(app: FastifyInstance, services: Services): void {
  // Whole offices share one address, so what is counted by address is generous, and by device tight.
  const enrolments = createRateLimit(services.clock, { max: 200, windowMs: 10 * MINUTE_MS });
  const refusals = createRateLimit(services.clock, { max: 300, windowMs: MINUTE_MS });
  const byDevice = createRateLimit(services.clock, { max: 240, windowMs: MINUTE_MS });

  app.addHook('preHandler', async (request, reply) => {
    if (!isOtherWire(request.body)) return undefined;
    const sentence = `The server speaks version ${WIRE_VERSION} of the protocol. Install the Offhook that IT offers.`;
    return send(reply, 426, new AppError('INVALID_INPUT', sentence));
  });

  /** Counts only what was refused, so that guessing is slowed and working is not. */
  async function guessing<T>(address: string, work: () => Promise<T>): Promise<T> {
    refusals.check(address);
    try {
      return await work();
    } catch (error) {
      refusals.count(address);
      throw error;
    }
  }

  app.post('/api/device/enrol', async (request) => {
    enrolments.take(request.ip);
    return handleEnrol(services, parseOrThrow(enrolRequestSchema, request.body, 'enrolment'));
  });
  app.post('/api/device/challenge', async (request) =>
    guessing(request.ip, async () => {
      const { deviceId } = parseOrThrow(challengeRequestSchema, request.body, 'request');
      byDevice.take(deviceId);
      return handleChallenge(services, deviceId);
    }),
  );
  app.post('/api/device/report', async (request) =>
    guessing(request.ip, async () => handleReport(services, parseOrThrow(signedReportSchema, request.body, 'report'))),
  );
  app.post('/api/device/access-requests', async (request, reply) =>
    guessing(request.ip, async () => {
      await handleAccessRequest(services, parseOrThrow(accessRequestSchema, request.body, 'request'));
      return reply.code(204).send();
    }),
  );
}

function isOtherWire(body: unknown): boolean {
  if (typeof body !== 'object' || body === null || !('wire' in body)) return false;
  return typeof body.wire === 'number' && body.wire !== WIRE_VERSION;
}
