import type { Text } from '../use-text.ts';
import { ApiError } from './api-error.ts';

/** What to say about a failure: the server's own words where it had some, ours otherwise. */
export function errorText(error: unknown, t: Text): string {
  if (!(error instanceof ApiError)) return t('error.other');
  if (error.message !== '') return error.message;
  return t.maybe(`error.${error.code}`) ?? t('error.other');
}
