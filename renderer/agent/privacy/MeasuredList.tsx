import { Disclosure } from '../../ui/Disclosure.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import { useText } from '../text.ts';
import { groupMeasured, notMeasured, type Measured } from './group-measured.ts';
import styles from './MeasuredList.module.css';

/** Every look at the laptop, by what it was for: the command as one would type it, and what came back. */
export function MeasuredList({ measured }: { readonly measured: readonly Measured[] }) {
  const t = useText();
  if (measured.length === 0) return <EmptyState title={t('privacy.measured.empty')} />;
  return (
    <section className={styles['all']}>
      <h2>{t('privacy.measured.title')}</h2>
      {groupMeasured(measured).map(({ area, facts }) => (
        <section key={area} className={styles['area']}>
          <h3>{t(`privacy.area.${area}`)}</h3>
          <ul>
            {facts.map(({ fact, looks }) => (
              <li key={fact} className={styles['fact']}>
                <Disclosure
                  level={4}
                  summary={
                    <span className={styles['summary']}>
                      <span className={styles['name']}>{t.maybe(`privacy.fact.${fact}`) ?? fact}</span>
                      <span className={styles['count']}>{t('privacy.measured.count', { count: looks.length })}</span>
                    </span>
                  }
                >
                  <ul className={styles['looks']}>
                    {looks.map((look, index) => (
                      // The same source can be read twice; nothing else tells two such looks apart.
                      // oxlint-disable-next-line react/no-array-index-key
                      <li key={`${look.source} ${look.at} ${index}`}>
                        <Look look={look} />
                      </li>
                    ))}
                  </ul>
                </Disclosure>
              </li>
            ))}
          </ul>
        </section>
      ))}
      <NotMeasured measured={measured} />
    </section>
  );
}

/** What could be looked at, and is not. */
function NotMeasured({ measured }: { readonly measured: readonly Measured[] }) {
  const t = useText();
  const facts = notMeasured(measured);
  if (facts.length === 0) return null;
  return (
    <section className={styles['area']}>
      <h3>{t('privacy.notMeasured.title')}</h3>
      <p>{t('privacy.notMeasured.text', { facts: t.list(facts.map((fact) => t(`privacy.fact.${fact}`))) })}</p>
    </section>
  );
}

function Look({ look }: { readonly look: Measured }) {
  const t = useText();
  return (
    <dl className={styles['look']}>
      <div>
        <dt>{t('privacy.measured.what')}</dt>
        <dd>
          <code dir="ltr">{look.what}</code>
        </dd>
      </div>
      <div>
        <dt>{t('privacy.measured.result')}</dt>
        <dd>
          {look.result.trim() === '' ? (
            t('privacy.measured.noResult')
          ) : (
            // Focusable, so that keys can scroll a long answer (WCAG 2.1.1).
            // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
            <section className={styles['answer']} tabIndex={0} aria-label={t('privacy.measured.result')}>
              <pre dir="ltr">{look.result}</pre>
            </section>
          )}
        </dd>
      </div>
      <div className={styles['when']}>
        <dd>
          <RelativeTime at={look.at} /> · {t('privacy.measured.took', { time: t.machineTime(look.durationMs) })}
        </dd>
      </div>
    </dl>
  );
}
