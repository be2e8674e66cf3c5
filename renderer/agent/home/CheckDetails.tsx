import { ExternalLink, LifeBuoy, RefreshCw } from 'lucide-react';
import { useState } from 'react';
import type { Finding } from '../../../core/verdict/schema.ts';
import type { AgentKey } from '../../i18n/agent-en.ts';
import { useAct } from '../../lib/use-act.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import { useView } from '../client/use-view.ts';
import { useServices } from '../services.ts';
import { useText } from '../text.ts';
import { Exception } from './Exception.tsx';
import { FixSteps } from './FixSteps.tsx';
import { HelpForm } from './HelpForm.tsx';
import { ProgressNote } from './ProgressNote.tsx';
import { settingsPageFor } from './settings-page.ts';
import { useGraceLeft } from './use-grace-left.ts';
import styles from './CheckDetails.module.css';

/** Why it matters here, what helps on this very system, and when it was looked at. */
export function CheckDetails({ finding }: { readonly finding: Finding }) {
  const t = useText();
  const verdictAt = useView((view) => view.verdictAt);
  const graceLeft = useGraceLeft(finding.graceLeftMs);
  const effect = effectKey(finding);
  return (
    <div className={styles['details']}>
      <Exception finding={finding} />
      {effect === null ? null : <p>{t(effect, { time: t.duration(graceLeft ?? 0) })}</p>}
      <ProgressNote finding={finding} />
      <section>
        <h4>{t('check.why')}</h4>
        <p>{t(`check.${finding.check}.why`)}</p>
      </section>
      <FixSteps finding={finding} />
      {finding.status === 'pass' ? null : <Actions finding={finding} />}
      <dl className={styles['small']}>
        <div>
          <dt>{t('check.lookedAt')}</dt>
          <dd>{t(`check.${finding.check}.privacy`)}</dd>
        </div>
        {verdictAt === null ? null : (
          <div>
            <dt>{t('check.lastChecked')}</dt>
            <dd>
              <RelativeTime at={new Date(Date.parse(verdictAt) - finding.ageMs).toISOString()} />
            </dd>
          </div>
        )}
      </dl>
    </div>
  );
}

/** The ways on: to the settings, to look again, and to somebody who can help. */
function Actions({ finding }: { readonly finding: Finding }) {
  const t = useText();
  const { client } = useServices();
  const { settingsPages, measuring } = useView((view) => ({
    settingsPages: view.settingsPages,
    measuring: view.measuring,
  }));
  const [notOpened, setNotOpened] = useState(false);
  const [asksHelp, setAsksHelp] = useState(false);
  const recheck = useAct(() => client.invoke('posture:recheck', {}));
  const page = settingsPageFor(finding.check, settingsPages);
  const openSettings = useAct(async () => {
    if (page === null) return;
    const { opened } = await client.invoke('settings:open', { page });
    setNotOpened(!opened);
  });
  const checking = recheck.busy || measuring;
  const failed = notOpened || openSettings.error !== null;
  return (
    <>
      <div className={styles['actions']}>
        {page === null ? null : (
          <Button
            variant="primary"
            busy={openSettings.busy}
            icon={<ExternalLink size={16} aria-hidden />}
            onClick={openSettings.run}
          >
            {t('check.openSettings')}
          </Button>
        )}
        <Button busy={checking} icon={<RefreshCw size={16} aria-hidden />} onClick={recheck.run}>
          {checking ? t('action.checking') : t('action.checkAgain')}
        </Button>
        {asksHelp ? null : (
          <Button variant="quiet" icon={<LifeBuoy size={16} aria-hidden />} onClick={() => setAsksHelp(true)}>
            {t('help.open')}
          </Button>
        )}
      </div>
      {failed ? (
        <Notice kind="warn" live>
          {t('check.settingsFailed')}
        </Notice>
      ) : null}
      {recheck.error === null ? null : (
        <Notice kind="error">{t('home.failedAct', { message: recheck.error.message })}</Notice>
      )}
      {asksHelp ? <HelpForm finding={finding} onClose={() => setAsksHelp(false)} /> : null}
    </>
  );
}

function effectKey(finding: Finding): AgentKey | null {
  switch (finding.effect) {
    case 'closes':
      return finding.status === 'fail' ? 'check.effect.closes' : 'check.effect.closesUnknown';
    case 'grace':
      return 'check.effect.grace';
    case 'waived':
      return null;
    case 'warns':
      return 'check.effect.warns';
    case 'none':
      return finding.status === 'pass' ? null : 'check.effect.observe';
  }
}
