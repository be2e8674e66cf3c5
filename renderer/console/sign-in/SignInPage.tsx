import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useApi } from '../api/api-context.tsx';
import { errorText } from '../api/error-text.ts';
import { queryKeys } from '../api/query-keys.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useText } from '../use-text.ts';
import { EntrancePage } from './EntrancePage.tsx';
import styles from './Entrance.module.css';

export function SignInPage() {
  const t = useText();
  const api = useApi();
  const queryClient = useQueryClient();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [wasTried, setTried] = useState(false);
  const signIn = useMutation({
    mutationFn: () => api.signIn({ email: email.trim(), password }),
    meta: { refusalIsAnAnswer: true },
    onSuccess: (session) => queryClient.setQueryData(queryKeys.session, session),
    onError: () => setPassword(''),
  });
  const emailError = /^\S+@\S+$/u.test(email.trim()) ? null : t('signIn.emailMissing');
  const passwordError = password === '' && !signIn.isError ? t('signIn.passwordMissing') : null;

  function submit(event: FormEvent): void {
    event.preventDefault();
    setTried(true);
    if (emailError === null && password !== '' && !signIn.isPending) signIn.mutate();
  }

  return (
    <EntrancePage title={t('signIn.title')}>
      <form className={styles['form']} onSubmit={submit} noValidate>
        {signIn.isError ? <Notice kind="error">{errorText(signIn.error, t)}</Notice> : null}
        <TextField
          label={t('signIn.email')}
          type="email"
          name="email"
          autoComplete="username"
          focusFirst
          value={email}
          onChange={setEmail}
          error={wasTried ? emailError : null}
        />
        <TextField
          label={t('signIn.password')}
          type="password"
          name="password"
          autoComplete="current-password"
          value={password}
          onChange={setPassword}
          error={wasTried ? passwordError : null}
        />
        <Button type="submit" variant="primary" size="large" wide busy={signIn.isPending}>
          {t('signIn.submit')}
        </Button>
        <p className={styles['help']}>{t('signIn.help')}</p>
      </form>
    </EntrancePage>
  );
}
