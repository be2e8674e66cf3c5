import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent, type ReactNode } from 'react';
import type { Session } from '../../../core/wire/console.ts';
import { useApi } from '../api/api-context.tsx';
import { errorText } from '../api/error-text.ts';
import { queryKeys } from '../api/query-keys.ts';
import { useToasts } from '../app/toasts-context.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useText, type Text } from '../use-text.ts';
import { passwordProblems, type PasswordProblem } from './new-password.ts';
import styles from './Entrance.module.css';

interface NewPasswordFormProps {
  readonly session: Session;
  /** The first sign-in: the current password is the one-time one. */
  readonly isFirst: boolean;
  readonly otherActions?: ReactNode;
  readonly onDone?: () => void;
}

export function NewPasswordForm({ session, isFirst, otherActions, onDone }: NewPasswordFormProps) {
  const t = useText();
  const api = useApi();
  const queryClient = useQueryClient();
  const toasts = useToasts();
  const [change, setChange] = useState({ current: '', next: '', again: '' });
  const [isShown, setShown] = useState(false);
  const [wasTried, setTried] = useState(false);
  const problems = passwordProblems(change);
  const save = useMutation({
    mutationFn: () => api.changePassword({ current: change.current, next: change.next }),
    meta: { refusalIsAnAnswer: true },
    onSuccess: (next) => {
      queryClient.setQueryData(queryKeys.session, next);
      toasts.show({ text: t('password.saved') });
      onDone?.();
    },
  });

  function submit(event: FormEvent): void {
    event.preventDefault();
    setTried(true);
    if (problems.length === 0 && !save.isPending) save.mutate();
  }

  const field = (name: keyof typeof change) => ({
    name,
    type: isShown ? ('text' as const) : ('password' as const),
    value: change[name],
    onChange: (value: string) => setChange({ ...change, [name]: value }),
    error: wasTried ? problemText(problems, name, t) : null,
  });

  return (
    <form className={styles['form']} onSubmit={submit} noValidate>
      {save.isError ? <Notice kind="error">{errorText(save.error, t)}</Notice> : null}
      {/* Password managers file the new password under this name. */}
      <input hidden type="email" name="username" autoComplete="username" value={session.person.email} readOnly />
      <TextField
        {...field('current')}
        label={t(isFirst ? 'password.current.first' : 'password.current')}
        autoComplete="current-password"
        focusFirst
      />
      <TextField {...field('next')} label={t('password.next')} hint={t('password.rule')} autoComplete="new-password" />
      <TextField {...field('again')} label={t('password.again')} autoComplete="new-password" />
      <label className={styles['show']}>
        <input type="checkbox" checked={isShown} onChange={(event) => setShown(event.currentTarget.checked)} />
        {t('password.show')}
      </label>
      <div className={styles['actions']}>
        <Button type="submit" variant="primary" busy={save.isPending}>
          {t('password.submit')}
        </Button>
        {otherActions}
      </div>
    </form>
  );
}

function problemText(problems: readonly PasswordProblem[], field: string, t: Text): string | null {
  const problem = problems.find((candidate) => candidate.field === field);
  if (problem === undefined) return null;
  switch (problem.problem) {
    case 'missing':
      return t('password.currentMissing');
    case 'too-short':
      return t('password.tooShort', { missing: problem.missing });
    case 'too-long':
      return t('password.tooLong');
    case 'same':
      return t('password.same');
    case 'mismatch':
      return t('password.mismatch');
  }
}
