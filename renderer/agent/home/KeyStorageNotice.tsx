import { Notice } from '../../ui/Notice.tsx';
import { useView } from '../client/use-view.ts';
import { useText } from '../text.ts';

/** Said before it hurts: without a keychain the enrolment is gone when Offhook closes. */
export function KeyStorageNotice() {
  const t = useText();
  const inMemory = useView((view) => view.keyStorage === 'memory');
  if (!inMemory) return null;
  return (
    <Notice kind="warn" title={t('home.memory.title')}>
      {t('home.memory.text')}
    </Notice>
  );
}
