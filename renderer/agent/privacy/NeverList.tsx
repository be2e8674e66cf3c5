import { EyeOff } from 'lucide-react';
import { useText } from '../text.ts';
import styles from './NeverList.module.css';

const KEYS = [
  'privacy.never.1',
  'privacy.never.2',
  'privacy.never.3',
  'privacy.never.4',
  'privacy.never.5',
  'privacy.never.6',
] as const;

export function NeverList() {
  const t = useText();
  return (
    <section className={styles['never']}>
      <h2>{t('privacy.never.title')}</h2>
      <ul className={styles['list']}>
        {KEYS.map((key) => (
          <li key={key}>
            <EyeOff size={17} aria-hidden />
            <span>{t(key)}</span>
          </li>
        ))}
      </ul>
      <p className={styles['why']}>{t('privacy.never.why')}</p>
    </section>
  );
}
