import { changePasswordSchema } from '../../../core/wire/console.ts';

/** What is wrong with a new password before it is sent; `missing` counts characters. */
export type PasswordProblem =
  | { readonly field: 'current'; readonly problem: 'missing' }
  | { readonly field: 'next'; readonly problem: 'too-short'; readonly missing: number }
  | { readonly field: 'next'; readonly problem: 'too-long' | 'same' }
  | { readonly field: 'again'; readonly problem: 'mismatch' };

const LENGTH = {
  min: changePasswordSchema.shape.next.minLength ?? 15,
  max: changePasswordSchema.shape.next.maxLength ?? 200,
};

export interface PasswordChange {
  readonly current: string;
  readonly next: string;
  readonly again: string;
}

/** At most one problem a field. Length is all that counts (NIST SP 800-63B-4 §3.1.1.2), and a paste is as good as typing. */
export function passwordProblems({ current, next, again }: PasswordChange): readonly PasswordProblem[] {
  const problems: PasswordProblem[] = [];
  if (current === '') problems.push({ field: 'current', problem: 'missing' });
  if (next.length < LENGTH.min)
    problems.push({ field: 'next', problem: 'too-short', missing: LENGTH.min - next.length });
  else if (next.length > LENGTH.max) problems.push({ field: 'next', problem: 'too-long' });
  else if (next === current) problems.push({ field: 'next', problem: 'same' });
  if (again !== next) problems.push({ field: 'again', problem: 'mismatch' });
  return problems;
}
