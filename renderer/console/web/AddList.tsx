import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useApi } from '../api/api-context.tsx';
import { queryKeys } from '../api/query-keys.ts';
import { useAct } from '../app/use-act.ts';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useText } from '../use-text.ts';
import styles from './Web.module.css';

export function AddList() {
  const t = useText();
  const api = useApi();
  const queryClient = useQueryClient();
  const [name, setName] = useState('');
  const [url, setUrl] = useState('');
  const [category, setCategory] = useState('phishing');
  const add = useAct(() => api.addWebList({ name, category: category.trim(), url: url.trim() }), {
    done: t('weblist.done', { name }),
    onDone: () => {
      setName('');
      setUrl('');
      void queryClient.invalidateQueries({ queryKey: queryKeys.webLists });
    },
  });
  return (
    <section className={styles['section']}>
      <h2>{t('weblist.add')}</h2>
      <form
        className={styles['form']}
        onSubmit={(event) => {
          event.preventDefault();
          add.run();
        }}
      >
        <TextField label={t('weblist.add.name')} value={name} maxLength={60} onChange={setName} required />
        <TextField
          label={t('weblist.add.url')}
          type="url"
          dir="ltr"
          placeholder="https://lists.example/phishing.txt"
          value={url}
          onChange={setUrl}
          required
        />
        <TextField
          label={t('weblist.add.category')}
          hint={t('weblist.add.category.hint')}
          value={category}
          maxLength={32}
          onChange={setCategory}
          required
        />
        <Button type="submit" variant="primary" disabled={add.isBusy}>
          {t('weblist.add.button')}
        </Button>
      </form>
    </section>
  );
}
