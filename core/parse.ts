import type { z } from 'zod';
import { AppError, type ErrorCode } from './errors.ts';

/** Names each offending field and what was expected, never the value: values may be secrets. */
export function describeIssues(error: z.ZodError): string {
  return error.issues
    .slice(0, 5)
    .map((issue) => `${issue.path.length === 0 ? 'input' : issue.path.join('.')}: ${issue.message}`)
    .join('; ');
}

/** Parses at an edge. `what` names the thing for people, as in "policy" or "report". Throws AppError. */
export function parseOrThrow<S extends z.ZodType>(
  schema: S,
  value: unknown,
  what: string,
  code: ErrorCode = 'INVALID_INPUT',
): z.output<S> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new AppError(code, `The ${what} was refused: ${describeIssues(result.error)}`, { cause: result.error });
}

/** JSON text to a value, with an AppError that says what it was. */
export function parseJsonOrThrow(text: string, what: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new AppError('INVALID_INPUT', `The ${what} is not valid JSON: ${withoutSnippet(error)}`, { cause: error });
  }
}

/** V8 quotes the text around the mistake, and that text may be a secret: keeps what and where, drops the quotation. */
function withoutSnippet(error: unknown): string {
  return (error as Error).message.replace(/, (\.\.\.)?"[^]*$/, '');
}
