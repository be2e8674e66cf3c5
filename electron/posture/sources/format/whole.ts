import type { ParseContext } from '../source.ts';

/**
 * Whether what is not in the text was not there: it was read just now, or it at least ends with a whole line. What was cut off in
 * the middle of a line proves nothing by what it lacks.
 */
export function isWhole(output: string, context: ParseContext): boolean {
  return context.exitCode !== undefined || /\n\s*$/.test(output);
}
