import type { Session } from '../../../core/wire/console.ts';
import { useSignOut } from '../app/use-sign-out.ts';
import { Button } from '../../ui/Button.tsx';
import { useText } from '../use-text.ts';
import { EntrancePage } from './EntrancePage.tsx';
import { NewPasswordForm } from './NewPasswordForm.tsx';

/** After the first sign-in, with a one-time password: nothing else opens before a password of one's own is chosen. */
export function NewPasswordPage({ session }: { readonly session: Session }) {
  const t = useText();
  const signOut = useSignOut();
  return (
    <EntrancePage title={t('password.first.title')} lead={t('password.first.text')}>
      <NewPasswordForm
        session={session}
        isFirst
        otherActions={
          <Button variant="quiet" onClick={signOut}>
            {t('password.signOutInstead')}
          </Button>
        }
      />
    </EntrancePage>
  );
}
