import { useState, type ReactNode } from 'react';
import { Button } from '../../ui/Button.tsx';
import { useView } from '../client/use-view.ts';
import { KeyStorageNotice } from '../home/KeyStorageNotice.tsx';
import { Page } from '../shell/Page.tsx';
import { useText } from '../text.ts';
import { LeaveDialog } from './LeaveDialog.tsx';
import { SoundSettings } from './SoundSettings.tsx';
import styles from './SettingsPage.module.css';

export function SettingsPage() {
  const t = useText();
  const view = useView((all) => all);
  const [leaving, setLeaving] = useState(false);
  if (view.enrolment.state !== 'enrolled') return null;
  const { agent, extension, organisation, server } = view.enrolment;
  return (
    <Page>
      <h1>{t('settings.title')}</h1>
      <KeyStorageNotice />
      <Section title={t('settings.you')}>
        <dl className={styles['facts']}>
          <Fact name={t('settings.name')}>{agent}</Fact>
          <Fact name={t('settings.extension')}>{extension}</Fact>
          <Fact name={t('settings.organisation')}>{organisation}</Fact>
          <Fact name={t('settings.server')}>
            {URL.canParse(server) ? new URL(server).host : server}{' '}
            <span className={styles['soft']}>({t(`settings.serverState.${view.server}`)})</span>
          </Fact>
          <Fact name={t('settings.rules')}>
            {view.policy === null
              ? t('settings.rulesNone')
              : t('settings.rulesValue', { name: view.policy.name, version: view.policy.version })}
          </Fact>
          {view.policy === null || view.policy.contact === '' ? null : (
            <Fact name={t('settings.contact')}>{view.policy.contact}</Fact>
          )}
        </dl>
      </Section>
      <Section title={t('settings.sound')}>
        <SoundSettings />
      </Section>
      <Section title={t('settings.app')}>
        <dl className={styles['facts']}>
          <Fact name={t('settings.version')}>{view.appVersion}</Fact>
          <Fact name={t('settings.system')}>{t(`settings.system.${view.platform}`)}</Fact>
          <Fact name={t('settings.key')}>{t(`settings.key.${view.keyStorage}`)}</Fact>
        </dl>
      </Section>
      <Section title={t('settings.leave')}>
        <p className={styles['soft']}>{t('settings.leave.text')}</p>
        <div>
          <Button onClick={() => setLeaving(true)}>{t('settings.leave.button', { organisation })}</Button>
        </div>
        <LeaveDialog organisation={organisation} open={leaving} onClose={() => setLeaving(false)} />
      </Section>
    </Page>
  );
}

function Section({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className={styles['section']}>
      <h2>{title}</h2>
      {children}
    </section>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
