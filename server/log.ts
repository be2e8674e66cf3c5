/** The part of Fastify's logger (pino) that the server uses outside of requests: fields first, a constant message after. */
export interface Log {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** Where secrets could be in what is logged. The request logger names no header at all; this is the second wall. */
export const REDACTED_PATHS = [
  'req.headers.cookie',
  'req.headers.authorization',
  'req.headers["x-csrf-token"]',
  'password',
  'token',
  'credential',
  'sessionKey',
  'signature',
  '*.password',
  '*.token',
  '*.credential',
  '*.sessionKey',
  '*.signature',
];
