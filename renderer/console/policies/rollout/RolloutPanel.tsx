import { useQueryClient } from '@tanstack/react-query';
import type { PolicyRollout, RolloutAct } from '../../../../core/wire/policy-acts.ts';
import { useApi } from '../../api/api-context.tsx';
import { useRollout } from '../../api/policy-queries.ts';
import { queryKeys } from '../../api/query-keys.ts';
import { useSignedIn } from '../../app/session-context.ts';
import { useAct } from '../../app/use-act.ts';
import { Button } from '../../../ui/Button.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { RelativeTime } from '../../../ui/RelativeTime.tsx';
import { useText } from '../../use-text.ts';

/** How far the newest version has come, as long as not everybody has it, and what can be done about it. */
export function RolloutPanel() {
  const rollout = useRollout().data?.rollout ?? null;
  return rollout === null ? null : <Rollout rollout={rollout} />;
}

function Rollout({ rollout }: { readonly rollout: PolicyRollout }) {
  const t = useText();
  const { role } = useSignedIn().person;
  const { version, state, stages, stage, has, blocked, expected, nextAt, why } = rollout;
  if (state !== 'running' && state !== 'halted') return null;
  const percent = t.number(stages[stage]?.percent ?? 100);
  return (
    <Notice
      kind={state === 'halted' ? 'warn' : 'info'}
      live
      title={t(`rollout.title.${state}`, { version, percent })}
      {...(role === 'it' ? { actions: <Acts rollout={rollout} /> } : {})}
    >
      {why === null ? null : <p>{t(`rollout.why.${why}`)}</p>}
      <p>{t('rollout.has', { has, blocked, expected })}</p>
      {state === 'halted' ? (
        <p>{t('rollout.halted')}</p>
      ) : nextAt === null ? (
        <p>{t('rollout.next.byHand')}</p>
      ) : (
        <p>
          {t('rollout.next')} <RelativeTime at={nextAt} />
        </p>
      )}
    </Notice>
  );
}

function Acts({ rollout }: { readonly rollout: PolicyRollout }) {
  const t = useText();
  const [next, halt, resume, complete] = [
    useRolloutAct(rollout, 'next'),
    useRolloutAct(rollout, 'halt'),
    useRolloutAct(rollout, 'resume'),
    useRolloutAct(rollout, 'complete'),
  ];
  return (
    <>
      {rollout.state === 'running' ? (
        <>
          <Button variant="primary" busy={next.isBusy} onClick={next.run}>
            {t('rollout.do.next')}
          </Button>
          <Button variant="danger" busy={halt.isBusy} onClick={halt.run}>
            {t('rollout.do.halt')}
          </Button>
        </>
      ) : (
        <Button busy={resume.isBusy} onClick={resume.run}>
          {t('rollout.do.resume')}
        </Button>
      )}
      <Button variant="quiet" busy={complete.isBusy} onClick={complete.run}>
        {t('rollout.do.complete')}
      </Button>
    </>
  );
}

function useRolloutAct({ version }: PolicyRollout, act: RolloutAct) {
  const t = useText();
  const api = useApi();
  const queryClient = useQueryClient();
  return useAct(() => api.actOnRollout(act, version), {
    done: t(`rollout.done.${act}`),
    onDone: () => void queryClient.invalidateQueries({ queryKey: queryKeys.rollout }),
  });
}
