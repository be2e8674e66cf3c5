import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useApi } from '../api/api-context.tsx';
import { errorText } from '../api/error-text.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useText } from '../use-text.ts';
import styles from './Web.module.css';

/** What a laptop would do with an address, and why. */
export function TestUrl() {
  const t = useText();
  const api = useApi();
  const [url, setUrl] = useState('');
  const test = useMutation({ mutationFn: () => api.testUrl(url) });
  return (
    <section className={styles['section']}>
      <h2>{t('weblist.test')}</h2>
      <form
        className={styles['form']}
        onSubmit={(event) => {
          event.preventDefault();
          test.mutate();
        }}
      >
        <TextField label={t('weblist.test.label')} dir="ltr" value={url} onChange={setUrl} required />
        <Button type="submit" disabled={test.isPending}>
          {t('weblist.test.button')}
        </Button>
      </form>
      {test.isError ? <Notice kind="error">{errorText(test.error, t)}</Notice> : null}
      {test.data === undefined ? null : test.data.action === 'allow' ? (
        <Notice kind="good" live>
          {t('weblist.test.allow')}
        </Notice>
      ) : (
        <Notice kind="warn" live>
          {t('weblist.test.block', {
            list: test.data.list ?? '',
            rule: test.data.rule ?? '',
            category: test.data.category ?? '',
          })}{' '}
          {test.data.why}
        </Notice>
      )}
    </section>
  );
}
