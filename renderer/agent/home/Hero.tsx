import { Play, RefreshCw, Square } from 'lucide-react';
import { useAct } from '../../lib/use-act.ts';
import { classNames } from '../../ui/class-names.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Spinner } from '../../ui/Spinner.tsx';
import { StateMark } from '../../ui/StateMark.tsx';
import { VisuallyHidden } from '../../ui/VisuallyHidden.tsx';
import { useCountdown } from '../client/use-countdown.ts';
import { useView } from '../client/use-view.ts';
import { useServices } from '../services.ts';
import { lineState } from '../shell/line-state.ts';
import { useText } from '../text.ts';
import { readinessOf } from './readiness.ts';
import { useGraceLeft } from './use-grace-left.ts';
import styles from './Hero.module.css';

/** The one sentence, and the one button. */
export function Hero() {
  const t = useText();
  const { client } = useServices();
  const view = useView((all) => all);
  const readiness = readinessOf(view);
  const graceLeft = useGraceLeft(view.verdict?.closesInMs ?? null);
  const callLeft = useCountdown(view.gate.closesInMs);
  const nextCheck = useCountdown(view.nextCheckInMs);
  const start = useAct(() => client.invoke('shift:set', { on: true }));
  const end = useAct(() => client.invoke('shift:set', { on: false }));
  const recheck = useAct(() => client.invoke('posture:recheck', {}));
  const left = readiness.deadline === 'call' ? callLeft : graceLeft;
  const error = start.error ?? end.error ?? recheck.error;
  const { check } = readiness.title;
  const title = t(readiness.title.key, {
    ...readiness.title.values,
    time: t.duration(left ?? 0),
    check: check === undefined ? '' : t(`check.${check}.name`),
  });
  return (
    <section className={classNames(styles['hero'], styles[readiness.tone])} aria-labelledby="ready">
      <span className={styles['sign']}>
        {readiness.tone === 'busy' ? <Spinner size={28} /> : <StateMark tone={readiness.tone} size={32} />}
      </span>
      <h1 id="ready" className={styles['title']}>
        {title}
      </h1>
      <VisuallyHidden announce="status">{t(lineState(view).key)}</VisuallyHidden>
      {readiness.text === null ? null : <p>{t(readiness.text.key, readiness.text.values)}</p>}
      {readiness.askSomebody && view.policy !== null && view.policy.contact !== '' ? (
        <p>{t('home.contact', { contact: view.policy.contact })}</p>
      ) : null}
      {error === null ? null : <Notice kind="error">{t('home.failedAct', { message: error.message })}</Notice>}
      <div className={styles['actions']}>
        {readiness.act === 'start-shift' ? (
          <Button
            variant="primary"
            size="large"
            busy={start.busy}
            icon={<Play size={18} aria-hidden />}
            onClick={start.run}
          >
            {t('action.startShift')}
          </Button>
        ) : null}
        {readiness.act === 'recheck' ? (
          <Button
            variant="primary"
            size="large"
            busy={recheck.busy || view.measuring}
            icon={<RefreshCw size={18} aria-hidden />}
            onClick={recheck.run}
          >
            {recheck.busy || view.measuring ? t('action.checking') : t('action.checkAgain')}
          </Button>
        ) : null}
        {view.onShift ? (
          <Button busy={end.busy} icon={<Square size={14} aria-hidden />} onClick={end.run}>
            {t('action.endShift')}
          </Button>
        ) : null}
      </div>
      {view.onShift && nextCheck !== null && !view.measuring ? (
        <p className={styles['next']}>{t('home.nextCheck', { time: t.duration(nextCheck) })}</p>
      ) : null}
    </section>
  );
}
