import { CircleCheck } from 'lucide-react';
import type { Finding } from '../../../core/verdict/schema.ts';
import { Disclosure } from '../../ui/Disclosure.tsx';
import { useView } from '../client/use-view.ts';
import { useText } from '../text.ts';
import { CheckItem } from './CheckItem.tsx';
import { groupChecks } from './check-groups.ts';
import styles from './CheckList.module.css';

export function CheckList() {
  const t = useText();
  const { verdict, waivers } = useView((view) => ({ verdict: view.verdict, waivers: view.waivers }));
  if (verdict === null) return <p className={styles['quiet']}>{t('checks.notYet')}</p>;
  if (verdict.findings.length === 0) return <p className={styles['quiet']}>{t('checks.none')}</p>;
  const { toFix, watching, fine } = groupChecks(verdict.findings, waivers);
  return (
    <div className={styles['groups']}>
      {toFix.length === 0 ? null : <Group title={t('checks.toFix')} findings={toFix} />}
      {watching.length === 0 ? null : <Group title={t('checks.watching')} findings={watching} />}
      {fine.length === 0 ? null : (
        <section className={styles['group']}>
          <Disclosure
            level={2}
            summary={
              <span className={styles['fine']}>
                <CircleCheck size={20} aria-hidden />
                {t('checks.fineCount', { count: fine.length })}
              </span>
            }
          >
            <Items findings={fine} />
          </Disclosure>
        </section>
      )}
    </div>
  );
}

function Group({ title, findings }: { readonly title: string; readonly findings: readonly Finding[] }) {
  return (
    <section className={styles['group']}>
      <h2 className={styles['title']}>{title}</h2>
      <Items findings={findings} />
    </section>
  );
}

function Items({ findings }: { readonly findings: readonly Finding[] }) {
  return (
    <ul className={styles['items']}>
      {findings.map((finding) => (
        <li key={finding.check}>
          <CheckItem finding={finding} />
        </li>
      ))}
    </ul>
  );
}
