import { useAct } from '../../lib/use-act.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Spinner } from '../../ui/Spinner.tsx';
import { StateMark } from '../../ui/StateMark.tsx';
import { useCountdown } from '../client/use-countdown.ts';
import { useView } from '../client/use-view.ts';
import { groupChecks } from '../home/check-groups.ts';
import { readinessOf } from '../home/readiness.ts';
import { useServices } from '../services.ts';
import { goTo } from '../shell/navigation-store.ts';
import { sayRef, useText } from '../text.ts';
import { BreakGlassForm } from './BreakGlassForm.tsx';
import { RegistrationNotice } from './RegistrationNotice.tsx';
import styles from './LockedPhone.module.css';

/** A place, not a dead end: what closed the line, the way out, who to ask, and when we look again. */
export function LockedPhone() {
  const t = useText();
  const { client, navigation } = useServices();
  const view = useView((all) => all);
  const readiness = readinessOf(view);
  const nextCheck = useCountdown(view.nextCheckInMs);
  const start = useAct(() => client.invoke('shift:set', { on: true }));
  const recheck = useAct(() => client.invoke('posture:recheck', {}));
  const closing = view.onShift
    ? groupChecks(view.verdict?.findings ?? [], view.waivers).toFix.filter((finding) => finding.effect === 'closes')
    : [];
  const missing = view.onShift && view.phoneEngine?.state === 'missing';
  const checking = recheck.busy || view.measuring;
  const error = start.error ?? recheck.error;
  const { check } = readiness.title;
  return (
    <section className={styles['locked']}>
      <div className={styles['head']}>
        {readiness.tone === 'busy' ? <Spinner size={28} /> : <StateMark tone={readiness.tone} size={28} />}
        <h2 className={styles['title']}>
          {t(readiness.title.key, {
            time: '',
            ...readiness.title.values,
            check: check === undefined ? '' : t(`check.${check}.name`),
          })}
        </h2>
        {readiness.text === null ? null : <p>{t(readiness.text.key, readiness.text.values)}</p>}
        {missing ? <p>{t('phone.missing.what')}</p> : null}
      </div>
      {view.onShift ? <RegistrationNotice /> : null}
      {closing.length === 0 ? null : (
        <ul className={styles['reasons']} aria-label={t('phone.locked.what')}>
          {closing.map((finding) => (
            <li key={finding.check}>
              <button
                type="button"
                className={styles['reason']}
                onClick={() => goTo(navigation, 'home', finding.check)}
              >
                <StateMark tone={finding.status === 'fail' ? 'closed' : 'unknown'} />
                <span className={styles['text']}>
                  <span className={styles['name']}>{t(`check.${finding.check}.name`)}</span>
                  <span className={styles['evidence']}>{sayRef(t, finding.evidence) ?? ''}</span>
                </span>
                <span className={styles['go']}>{t('action.goFix')}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
      {error === null ? null : <Notice kind="error">{t('home.failedAct', { message: error.message })}</Notice>}
      <div className={styles['actions']}>
        {view.onShift ? (
          <Button variant="primary" size="large" busy={checking} onClick={recheck.run}>
            {checking ? t('action.checking') : t('action.checkAgain')}
          </Button>
        ) : (
          <Button variant="primary" size="large" busy={start.busy} onClick={start.run}>
            {t('action.startShift')}
          </Button>
        )}
      </div>
      {closing.length === 0 ? null : <BreakGlassForm />}
      <div className={styles['more']}>
        {view.onShift && nextCheck !== null && !view.measuring ? (
          <p>{t('phone.locked.nextCheck', { time: t.duration(nextCheck) })}</p>
        ) : null}
        {view.policy !== null && view.policy.contact !== '' ? (
          <p>{t('home.contact', { contact: view.policy.contact })}</p>
        ) : null}
      </div>
    </section>
  );
}
