/** Every failure that crosses an edge has one of these codes; people's text for each lives in the catalogues. */
export const ERROR_CODES = [
  'INTERNAL',
  'INVALID_INPUT',
  'NOT_SIGNED_IN',
  'NOT_ALLOWED',
  'NOT_FOUND',
  'CONFLICT',
  'TOO_MANY_REQUESTS',
  'BAD_SIGNATURE',
  'NONCE_SPENT',
  'CODE_SPENT',
  'STALE_POLICY',
  'NOT_ENROLLED',
  'OFF_SHIFT',
  'OFFLINE',
  'UNTRUSTED_SENDER',
  'UNAVAILABLE',
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

/** An expected failure at an edge. `message` is for people: what was wrong, and what to do. */
export class AppError extends Error {
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'AppError';
    this.code = code;
  }
}

export interface WireError {
  readonly code: ErrorCode;
  readonly message: string;
}

/** What may leave the process about a failure. Anything unexpected becomes INTERNAL, without its text. */
export function toWireError(error: unknown): WireError {
  if (error instanceof AppError) return { code: error.code, message: error.message };
  return { code: 'INTERNAL', message: 'Something went wrong on our side. The details are in the log.' };
}
