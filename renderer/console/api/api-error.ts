import { z } from 'zod';
import { ERROR_CODES, type ErrorCode } from '../../../core/errors.ts';

/** `UNREADABLE`: an answer came, but not one that this console understands (another version, a proxy's page). */
export type ApiErrorCode = ErrorCode | 'UNREADABLE';

const wireErrorSchema = z.object({ code: z.enum(ERROR_CODES), message: z.string().max(4000) });
const errorReplySchema = z.union([
  wireErrorSchema,
  z.object({ error: wireErrorSchema }).transform(({ error }) => error),
]);

/** Any failure of a request. `message` is the server's own sentence, or empty when there was none to be had. */
export class ApiError extends Error {
  readonly code: ApiErrorCode;
  readonly status: number;

  constructor(code: ApiErrorCode, message: string, details: { readonly status: number; readonly cause?: unknown }) {
    super(message, { cause: details.cause });
    this.name = 'ApiError';
    this.code = code;
    this.status = details.status;
  }
}

/** Reads a refusal; what is not one of ours keeps only its status. */
export function refusalOf(status: number, body: unknown): ApiError {
  const parsed = errorReplySchema.safeParse(body);
  if (parsed.success) return new ApiError(parsed.data.code, parsed.data.message, { status });
  return new ApiError(codeOf(status), '', { status });
}

function codeOf(status: number): ApiErrorCode {
  if (status === 401) return 'NOT_SIGNED_IN';
  if (status === 403) return 'NOT_ALLOWED';
  if (status === 404) return 'NOT_FOUND';
  if (status === 409) return 'CONFLICT';
  if (status === 429) return 'TOO_MANY_REQUESTS';
  if (status === 502 || status === 503 || status === 504) return 'UNAVAILABLE';
  return status >= 500 ? 'INTERNAL' : 'UNREADABLE';
}

export function isApiError(error: unknown, code?: ApiErrorCode): error is ApiError {
  return error instanceof ApiError && (code === undefined || error.code === code);
}
