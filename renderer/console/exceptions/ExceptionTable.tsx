import { useQueryClient } from '@tanstack/react-query';
import { Link } from 'wouter';
import type { WaiverView } from '../../../core/wire/console.ts';
import { useApi } from '../api/api-context.tsx';
import { queryKeys } from '../api/query-keys.ts';
import { useAct } from '../app/use-act.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import { Cell, HeadCell, Table } from '../../ui/Table.tsx';
import type { Tone } from '../../ui/tone.ts';
import { VisuallyHidden } from '../../ui/VisuallyHidden.tsx';
import { useText } from '../use-text.ts';
import styles from './Exceptions.module.css';

export function ExceptionTable({ waivers }: { readonly waivers: readonly WaiverView[] }) {
  const t = useText();
  return (
    <Table label={t('exceptions.title')}>
      <thead>
        <tr>
          <HeadCell>{t('exceptions.column.check')}</HeadCell>
          <HeadCell>{t('exceptions.column.for')}</HeadCell>
          <HeadCell>{t('exceptions.column.why')}</HeadCell>
          <HeadCell>{t('exceptions.column.state')}</HeadCell>
          <HeadCell align="end">{t('exceptions.column.actions')}</HeadCell>
        </tr>
      </thead>
      <tbody>
        {waivers.map((waiver) => (
          <Exception key={waiver.id} waiver={waiver} />
        ))}
      </tbody>
    </Table>
  );
}

const TONES: Readonly<Record<WaiverView['state'], Tone>> = {
  asked: 'unknown',
  approved: 'warn',
  refused: 'closed',
  ended: 'off',
  over: 'off',
};

function Exception({ waiver }: { readonly waiver: WaiverView }) {
  const t = useText();
  const { scope } = waiver;
  return (
    <tr>
      <Cell>{t(`check.${waiver.check}.name`)}</Cell>
      <Cell>
        {scope.type === 'group' ? (
          t('exceptions.team', { group: scope.group })
        ) : (
          <Link href={`/floor/${scope.deviceId}`}>{scope.agent === '' ? t('exceptions.gone') : scope.agent}</Link>
        )}
      </Cell>
      <Cell>
        <p className={styles['reason']}>{waiver.reason}</p>
        <p className={styles['soft']}>
          {t('exceptions.askedBy', { who: waiver.askedBy })}, <RelativeTime at={waiver.askedAt} />
        </p>
      </Cell>
      <Cell>
        <Badge tone={TONES[waiver.state]}>{t(`exceptions.state.${waiver.state}`)}</Badge>
        <p className={styles['soft']}>
          {t(waiver.state === 'over' || waiver.state === 'ended' ? 'exceptions.wasUntil' : 'exceptions.until')}{' '}
          <RelativeTime at={waiver.endsAt} />
        </p>
        {waiver.decidedBy === null ? null : (
          <p className={styles['soft']}>{t('exceptions.decidedBy', { who: waiver.decidedBy })}</p>
        )}
      </Cell>
      <Cell align="end">
        <Acts waiver={waiver} />
      </Cell>
    </tr>
  );
}

function Acts({ waiver }: { readonly waiver: WaiverView }) {
  const t = useText();
  const whose = waiver.scope.type === 'group' ? waiver.scope.group : waiver.scope.agent;
  const about = t('help.about', { agent: whose, check: t(`check.${waiver.check}.name`) });
  const approve = useDecide(waiver, 'approve');
  const refuse = useDecide(waiver, 'refuse');
  const end = useDecide(waiver, 'end');
  if (!waiver.may.decide && !waiver.may.end) return null;
  return (
    <div className={styles['actions']}>
      {waiver.may.decide ? (
        <>
          <Button variant="primary" busy={approve.isBusy} onClick={approve.run}>
            {t('exceptions.approve')} <VisuallyHidden>{about}</VisuallyHidden>
          </Button>
          <Button busy={refuse.isBusy} onClick={refuse.run}>
            {t('exceptions.refuse')} <VisuallyHidden>{about}</VisuallyHidden>
          </Button>
        </>
      ) : null}
      {waiver.may.end && !waiver.may.decide ? (
        <Button busy={end.isBusy} onClick={end.run}>
          {t(waiver.state === 'asked' ? 'exceptions.withdraw' : 'exceptions.end')}{' '}
          <VisuallyHidden>{about}</VisuallyHidden>
        </Button>
      ) : null}
    </div>
  );
}

function useDecide(waiver: WaiverView, act: 'approve' | 'refuse' | 'end') {
  const t = useText();
  const api = useApi();
  const queryClient = useQueryClient();
  return useAct(() => api.decideWaiver(waiver.id, act), {
    done: t(`exceptions.${act}.done`),
    onDone: () => void queryClient.invalidateQueries({ queryKey: queryKeys.waivers }),
  });
}
