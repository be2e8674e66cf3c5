import { Hourglass, Plus } from 'lucide-react';
import { useState } from 'react';
import type { WaiverView } from '../../../core/wire/console.ts';
import { useWaivers } from '../api/queries.ts';
import { LoadFailed } from '../app/LoadFailed.tsx';
import { Loading } from '../app/Loading.tsx';
import { Page } from '../app/Page.tsx';
import { useSignedIn } from '../app/session-context.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Segmented } from '../../ui/Segmented.tsx';
import { useText } from '../use-text.ts';
import { AskExceptionDialog } from './AskExceptionDialog.tsx';
import { ExceptionTable } from './ExceptionTable.tsx';
import styles from './Exceptions.module.css';

/** Who need not have what is in order, why, and until when. */
export function ExceptionsPage() {
  const t = useText();
  const waivers = useWaivers();
  const { role } = useSignedIn().person;
  const [list, setList] = useState<'now' | 'past'>('now');
  const [asking, setAsking] = useState(false);
  const shown = waivers.data?.waivers.filter((waiver) => isNow(waiver) === (list === 'now')) ?? [];
  return (
    <Page
      title={t('exceptions.title')}
      lead={t('exceptions.lead')}
      aside={
        <div className={styles['aside']}>
          <Segmented
            hideLabel
            label={t('exceptions.list')}
            value={list}
            options={(['now', 'past'] as const).map((value) => ({ value, label: t(`exceptions.${value}`) }))}
            onChange={setList}
          />
          {role === 'auditor' ? null : (
            <Button variant="primary" icon={<Plus size={15} aria-hidden />} onClick={() => setAsking(true)}>
              {t('exception.ask')}
            </Button>
          )}
        </div>
      }
    >
      {waivers.data === undefined ? (
        waivers.isError ? (
          <LoadFailed error={waivers.error} onRetry={() => void waivers.refetch()} />
        ) : (
          <Loading />
        )
      ) : shown.length === 0 ? (
        <EmptyState icon={<Hourglass size={22} />} title={t(`exceptions.empty.${list}`)}>
          {t(`exceptions.empty.${list}.text`)}
        </EmptyState>
      ) : (
        <ExceptionTable waivers={shown} />
      )}
      {asking ? <AskExceptionDialog onClose={() => setAsking(false)} /> : null}
    </Page>
  );
}

/** Holds, or waits to be decided. */
function isNow({ state }: WaiverView): boolean {
  return state === 'asked' || state === 'approved';
}
