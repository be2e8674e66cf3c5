import { z } from 'zod';
import { AppError, ERROR_CODES } from '../../core/errors.ts';
import { parseJsonOrThrow, parseOrThrow } from '../../core/parse.ts';
import {
  breakGlassReplySchema,
  challengeReplySchema,
  enrolReplySchema,
  reportReplySchema,
  WIRE_VERSION,
  type BreakGlassReply,
  type EnrolReply,
  type EnrolRequest,
  type ReportReply,
} from '../../core/wire/device.ts';

/** The server's requests that a device may make. Every failure is an AppError; OFFLINE means that nobody answered. */
export interface DeviceApi {
  enrol(request: EnrolRequest, signal: AbortSignal): Promise<EnrolReply>;
  challenge(deviceId: string, signal: AbortSignal): Promise<string>;
  /** `body` is sent as it is, so that it can be shown as it was. */
  report(body: string, signal: AbortSignal): Promise<ReportReply>;
  askAccess(body: string, signal: AbortSignal): Promise<void>;
  askHelp(body: string, signal: AbortSignal): Promise<void>;
  breakGlass(body: string, signal: AbortSignal): Promise<BreakGlassReply>;
}

export interface DeviceApiDeps {
  readonly origin: string;
  readonly fetch: typeof globalThis.fetch;
  readonly timeoutMs: number;
}

/** A policy of 2,000,000 characters and what goes with it; more than that is nobody we know. */
const MAX_REPLY_BYTES = 8_000_000;

const errorBodySchema = z.union([
  z.object({ code: z.enum(ERROR_CODES), message: z.string().max(1000) }),
  z.object({ error: z.object({ code: z.enum(ERROR_CODES), message: z.string().max(1000) }) }).transform((x) => x.error),
]);

export function createDeviceApi(deps: DeviceApiDeps): DeviceApi {
  const post = (path: string, body: string, signal: AbortSignal) => postJson(deps, path, body, signal);
  return {
    async enrol(request, signal) {
      const reply = await post('/api/device/enrol', JSON.stringify(request), signal);
      return parseOrThrow(enrolReplySchema, reply, 'server’s answer');
    },
    async challenge(deviceId, signal) {
      const reply = await post('/api/device/challenge', JSON.stringify({ wire: WIRE_VERSION, deviceId }), signal);
      return parseOrThrow(challengeReplySchema, reply, 'server’s answer').nonce;
    },
    async report(body, signal) {
      return parseOrThrow(reportReplySchema, await post('/api/device/report', body, signal), 'server’s answer');
    },
    async askAccess(body, signal) {
      await post('/api/device/access-requests', body, signal);
    },
    async askHelp(body, signal) {
      await post('/api/device/help-requests', body, signal);
    },
    async breakGlass(body, signal) {
      const reply = await post('/api/device/break-glass', body, signal);
      return parseOrThrow(breakGlassReplySchema, reply, 'server’s answer');
    },
  };
}

async function postJson(deps: DeviceApiDeps, path: string, body: string, outer: AbortSignal): Promise<unknown> {
  const signal = AbortSignal.any([outer, AbortSignal.timeout(deps.timeoutMs)]);
  let response: Response;
  let text: string;
  try {
    response = await deps.fetch(`${deps.origin}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body,
      signal,
      // The pinned server answers itself or not at all.
      redirect: 'error',
    });
    text = await readCapped(response);
  } catch (error) {
    throw new AppError('OFFLINE', 'The server can’t be reached. Check the network, then try again.', { cause: error });
  }
  if (response.ok) return text === '' ? {} : parseJsonOrThrow(text, 'server’s answer');
  throw refusal(response.status, text);
}

async function readCapped(response: Response): Promise<string> {
  if (response.body === null) return '';
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of response.body as unknown as AsyncIterable<Uint8Array>) {
    size += part.byteLength;
    if (size > MAX_REPLY_BYTES) throw new Error('the answer is too long');
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

function refusal(status: number, text: string): AppError {
  if (status === 426)
    return new AppError('UNAVAILABLE', 'This version of Offhook is too old for the server. Install the new one.', {
      cause: { status },
    });
  const parsed = errorBodySchema.safeParse(jsonOrNull(text));
  if (parsed.success) return new AppError(parsed.data.code, parsed.data.message, { cause: { status } });
  const message = `The server answered with an error (${status}). Try again in a minute; if it stays, tell your IT.`;
  return new AppError(status === 429 ? 'TOO_MANY_REQUESTS' : 'UNAVAILABLE', message, { cause: { status } });
}

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** The HTTP status of a refusal, when the failure was one. */
export function statusOf(error: unknown): number | null {
  const cause = error instanceof AppError ? (error.cause as { readonly status?: unknown } | undefined) : undefined;
  return typeof cause?.status === 'number' ? cause.status : null;
}
