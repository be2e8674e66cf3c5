import type { ReactNode } from 'react';
import styles from './RequestList.module.css';

/** One thing that an agent asked for: its words, who and when, and beside them what can be done. */
export function RequestItem({
  children,
  who,
  actions,
}: {
  readonly children: ReactNode;
  readonly who: ReactNode;
  readonly actions: ReactNode;
}) {
  return (
    <li className={styles['request']}>
      <div className={styles['words']}>
        {children}
        <p className={styles['who']}>{who}</p>
      </div>
      {actions}
    </li>
  );
}
