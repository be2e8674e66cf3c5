import { AppError } from '../../core/errors.ts';

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/**
 * The server's origin as it may be talked to: https, or http when it is this very computer (RFC 6761 §6.3, RFC 1122 §3.2.1.3).
 * Throws AppError INVALID_INPUT.
 */
export function serverOrigin(text: string): string {
  if (!URL.canParse(text)) throw new AppError('INVALID_INPUT', 'server: this is not a web address. Ask your IT.');
  const url = new URL(text);
  if (url.username !== '' || url.password !== '')
    throw new AppError('INVALID_INPUT', 'server: the address must not hold a user name or password. Ask your IT.');
  if (url.protocol === 'https:' || (url.protocol === 'http:' && LOOPBACK.test(url.hostname))) return url.origin;
  throw new AppError(
    'INVALID_INPUT',
    'server: the connection would not be encrypted. The address must start with https. Ask your IT for a new link.',
  );
}
