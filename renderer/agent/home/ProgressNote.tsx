import type { Finding } from '../../../core/verdict/schema.ts';
import { useText } from '../text.ts';
import { progressOf } from './progress-of.ts';
import styles from './ProgressNote.module.css';

/** What goes on by itself, so that nobody does it twice or waits for nothing. */
export function ProgressNote({ finding }: { readonly finding: Finding }) {
  const t = useText();
  const progress = progressOf(finding);
  if (progress === null) return null;
  return (
    <div className={styles['progress']}>
      {progress.percent === null ? null : (
        <progress
          className={styles['bar']}
          max={100}
          value={progress.percent}
          aria-label={t('check.progress.label', { check: t(`check.${finding.check}.name`) })}
        />
      )}
      <p>{t(progress.key)}</p>
    </div>
  );
}
