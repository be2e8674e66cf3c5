import { useText } from '../use-text.ts';
import styles from './Web.module.css';

/** By kind only: what one person opens is nobody's business. */
export function RefusedCounts({ refused }: { readonly refused: readonly { category: string; count: number }[] }) {
  const t = useText();
  return (
    <section className={styles['section']}>
      <h2>{t('weblist.hits')}</h2>
      {refused.length === 0 ? (
        <p className={styles['soft']}>{t('weblist.hits.none')}</p>
      ) : (
        <dl className={styles['counts']}>
          {refused.map(({ category, count }) => (
            <div key={category}>
              <dt>{t.maybe(`policy.category.${category}`) ?? category}</dt>
              <dd>{t.number(count)}</dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}
