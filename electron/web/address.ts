import { AppError } from '../../core/errors.ts';

const HAS_SCHEME = /^[a-z][a-z0-9+.-]*:\/\//i;

/** What a person typed as an address to load: https unless they said otherwise. Throws AppError INVALID_INPUT. */
export function addressOf(typed: string): string {
  const text = typed.trim();
  const candidate = HAS_SCHEME.test(text) ? text : `https://${text}`;
  if (/\s/.test(text) || !URL.canParse(candidate)) throw notAnAddress();
  const url = new URL(candidate);
  // What stands before an @ is how a link pretends to go elsewhere.
  if (url.username !== '' || url.password !== '') throw notAnAddress();
  return url.href;
}

function notAnAddress(): AppError {
  return new AppError('INVALID_INPUT', 'url: this is not a web address. Type it like example.com.');
}
