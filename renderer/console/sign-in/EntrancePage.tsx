import type { ReactNode } from 'react';
import { Logo } from '../app/Logo.tsx';
import { useText } from '../use-text.ts';
import styles from './Entrance.module.css';

interface EntrancePageProps {
  readonly title: string;
  readonly lead?: ReactNode;
  readonly children: ReactNode;
}

/** The frame of the pages before the console proper. */
export function EntrancePage({ title, lead, children }: EntrancePageProps) {
  const t = useText();
  return (
    <main className={styles['entrance']}>
      <div className={styles['column']}>
        <div className={styles['brand']}>
          <Logo size={36} />
          <span>{t('app.name')}</span>
        </div>
        <h1>{title}</h1>
        {lead === undefined ? null : <p className={styles['lead']}>{lead}</p>}
        {children}
      </div>
    </main>
  );
}
