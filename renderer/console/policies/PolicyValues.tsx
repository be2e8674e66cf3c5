import { CHECK_IDS } from '../../../core/checks/catalogue.ts';
import type { PolicyDocument } from '../../../core/policy/schema.ts';
import { useText } from '../use-text.ts';
import { AllowList } from './AllowList.tsx';
import { BlockList } from './BlockList.tsx';
import { labelOf, leafText, ruleLabelOf } from './describe-change.ts';
import { policyLeaves } from '../../../core/policy/policy-leaves.ts';
import { Section } from './PolicyForm.tsx';
import styles from './Policy.module.css';

/** The policy for those who may only read it. */
export function PolicyValues({ document }: { readonly document: PolicyDocument }) {
  const t = useText();
  const leaves = policyLeaves(document);
  const values = (paths: readonly string[], label: (path: string) => string = (path) => labelOf(path, t)) => (
    <dl className={styles['values']}>
      {paths.map((path) => [
        <dt key={`${path} name`}>{label(path)}</dt>,
        <dd key={path}>{leafText(path, leaves.get(path), t)}</dd>,
      ])}
    </dl>
  );
  return (
    <div className={styles['form']}>
      <Section title={t('policy.section.about')}>
        {values(['name', 'description', 'contact', 'owner', 'reviewBy', 'frameworks'])}
      </Section>
      <Section title={t('policy.section.checks')}>
        {CHECK_IDS.map((check) => (
          <div key={check} className={styles['check']}>
            <h3>{t(`check.${check}.name`)}</h3>
            {document.checks[check] === undefined ? (
              <p className={styles['soft']}>{t('policy.check.off.hint')}</p>
            ) : (
              values(
                [...leaves.keys()].filter((path) => path.startsWith(`checks.${check}.`)),
                (path) => ruleLabelOf(path, t),
              )
            )}
          </div>
        ))}
      </Section>
      {document.audiences.length === 0 ? null : (
        <Section title={t('policy.section.audiences')}>
          {values([...leaves.keys()].filter((path) => path.startsWith('audiences.')))}
        </Section>
      )}
      <Section title={t('policy.section.shift')}>{values(['shift.hours', 'shift.idleEndMinutes'])}</Section>
      <Section title={t('policy.section.phone')}>
        {values(['phone.leaseSeconds', 'phone.inCall', 'phone.emergencyNumbers', 'phone.emergencyRegions'])}
      </Section>
      <Section title={t('policy.section.web')}>
        {values(['web.home', 'web.mode', 'web.protectedNames', 'web.lists.categories'])}
        <BlockList block={document.web.block} />
        <AllowList allow={document.web.allow} />
      </Section>
      <Section title={t('policy.section.privacy')}>{values(['privacy.reportBlockedSites'])}</Section>
      <Section title={t('policy.section.publishing')}>
        {values(['publishing.twoPeople', 'publishing.haltPercent'])}
      </Section>
    </div>
  );
}
