import { useId, type ReactNode } from 'react';
import { CHECK_IDS } from '../../../core/checks/catalogue.ts';
import type { PolicyDocument } from '../../../core/policy/schema.ts';
import { Segmented } from '../../ui/Segmented.tsx';
import { useText } from '../use-text.ts';
import { AboutEditor } from './AboutEditor.tsx';
import { AudiencesEditor } from './AudienceEditor.tsx';
import { CheckEditor } from './CheckEditor.tsx';
import { PhoneEditor } from './PhoneEditor.tsx';
import type { EditPolicy } from './policy-edit.ts';
import type { PolicyIssue } from './policy-issues.ts';
import { PublishingEditor } from './PublishingEditor.tsx';
import { ShiftEditor } from './ShiftEditor.tsx';
import { WebEditor } from './WebEditor.tsx';
import styles from './Policy.module.css';

interface PolicyFormProps {
  readonly document: PolicyDocument;
  readonly issues: readonly PolicyIssue[];
  readonly edit: EditPolicy;
}

/** The whole policy as a form. Every field writes into the draft at once; nothing is published from here. */
export function PolicyForm({ document, issues, edit }: PolicyFormProps) {
  const t = useText();
  const { reportBlockedSites } = document.privacy;
  return (
    <div className={styles['form']}>
      <Section title={t('policy.section.about')}>
        <AboutEditor document={document} issues={issues} edit={edit} />
      </Section>
      <Section title={t('policy.section.checks')}>
        {CHECK_IDS.map((check) => (
          <CheckEditor key={check} check={check} document={document} issues={issues} edit={edit} />
        ))}
      </Section>
      <Section title={t('policy.section.audiences')}>
        <AudiencesEditor document={document} issues={issues} edit={edit} />
      </Section>
      <Section title={t('policy.section.shift')}>
        <ShiftEditor document={document} issues={issues} edit={edit} />
      </Section>
      <Section title={t('policy.section.phone')}>
        <PhoneEditor document={document} issues={issues} edit={edit} />
      </Section>
      <Section title={t('policy.section.web')}>
        <WebEditor document={document} issues={issues} edit={edit} />
      </Section>
      <Section title={t('policy.section.privacy')}>
        <Segmented
          label={t('policy.privacy.label')}
          value={reportBlockedSites}
          options={(['nothing', 'count', 'domain'] as const).map((value) => ({
            value,
            label: t(`policy.privacy.${value}`),
          }))}
          hint={t(`policy.privacy.${reportBlockedSites}.hint`)}
          onChange={(next) =>
            edit((before) => ({ ...before, privacy: { ...before.privacy, reportBlockedSites: next } }))
          }
        />
      </Section>
      <Section title={t('policy.section.publishing')}>
        <PublishingEditor document={document} edit={edit} />
      </Section>
    </div>
  );
}

export function Section({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const id = useId();
  return (
    <section className={styles['section']} aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <div className={styles['content']}>{children}</div>
    </section>
  );
}
