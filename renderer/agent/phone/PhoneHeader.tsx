import { useView } from '../client/use-view.ts';
import { lineState } from '../shell/line-state.ts';
import { useText } from '../text.ts';
import { Badge } from '../../ui/Badge.tsx';
import styles from './PhoneHeader.module.css';

export function PhoneHeader() {
  const t = useText();
  const line = useView(lineState);
  const extension = useView((view) => (view.enrolment.state === 'enrolled' ? view.enrolment.extension : ''));
  return (
    <header className={styles['header']}>
      <div>
        <h1>{t('phone.title')}</h1>
        <p className={styles['own']}>{t('phone.yourNumber', { extension })}</p>
      </div>
      <Badge tone={line.tone}>{t(line.key)}</Badge>
    </header>
  );
}
