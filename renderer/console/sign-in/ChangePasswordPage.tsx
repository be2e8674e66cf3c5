import { useLocation } from 'wouter';
import { useSignedIn } from '../app/session-context.ts';
import { useText } from '../use-text.ts';
import { NewPasswordForm } from './NewPasswordForm.tsx';
import styles from './Entrance.module.css';

export function ChangePasswordPage() {
  const t = useText();
  const session = useSignedIn();
  const [, navigate] = useLocation();
  return (
    <div className={styles['page']}>
      <h1>{t('password.change.title')}</h1>
      <NewPasswordForm session={session} isFirst={false} onDone={() => navigate('/')} />
    </div>
  );
}
