import { AppError } from '../errors.ts';
import { parseOrThrow } from '../parse.ts';
import { enrolmentLinkSchema, type EnrolmentLink } from './device.ts';

const PREFIX = 'offhook://enrol?';

export function formatEnrolmentLink(link: EnrolmentLink): string {
  const part = (name: keyof EnrolmentLink) => `${name}=${encodeURIComponent(link[name])}`;
  return `${PREFIX}${part('server')}&${part('code')}&${part('key')}`;
}

/** Throws AppError INVALID_INPUT that tells an agent what to do. */
export function parseEnrolmentLink(text: string): EnrolmentLink {
  const trimmed = text.trim();
  if (!trimmed.startsWith(PREFIX))
    throw new AppError(
      'INVALID_INPUT',
      'This is not an Offhook link. It starts with offhook://enrol – copy the whole link from your IT’s message.',
    );
  const fields = new Map<string, string>();
  for (const pair of trimmed.slice(PREFIX.length).split('&')) {
    const at = pair.indexOf('=');
    const name = pair.slice(0, Math.max(at, 0));
    // A part told twice could be read one way here and another way there.
    if (at < 1 || fields.has(name)) throw damaged();
    fields.set(name, decode(pair.slice(at + 1)));
  }
  return parseOrThrow(enrolmentLinkSchema, Object.fromEntries(fields), 'enrolment link');
}

function damaged(): AppError {
  return new AppError(
    'INVALID_INPUT',
    'The Offhook link is damaged. Copy the whole link from your IT’s message again.',
  );
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw damaged();
  }
}
