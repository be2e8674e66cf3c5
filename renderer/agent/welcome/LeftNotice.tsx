import { useStore } from 'zustand';
import { Notice } from '../../ui/Notice.tsx';
import { useServices } from '../services.ts';
import { useText } from '../text.ts';
import styles from './LeftNotice.module.css';

/** The proof, after leaving: each thing that was erased. */
export function LeftNotice() {
  const t = useText();
  const { left } = useServices();
  const erased = useStore(left, (state) => state.erased);
  if (erased === null) return null;
  return (
    <Notice kind="good" title={t('settings.leave.done.title')} live>
      {erased.length === 0 ? (
        t('settings.leave.done.none')
      ) : (
        <ul className={styles['list']}>
          {erased.map((thing) => (
            <li key={thing}>{t.maybe(thing) ?? thing}</li>
          ))}
        </ul>
      )}
    </Notice>
  );
}
