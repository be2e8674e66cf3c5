import { Menu } from '@base-ui/react/menu';
import { ChevronsUpDown, KeyRound, LogOut } from 'lucide-react';
import { useLocation } from 'wouter';
import { VisuallyHidden } from '../../ui/VisuallyHidden.tsx';
import { useText } from '../use-text.ts';
import { useSignedIn } from './session-context.ts';
import { useSignOut } from './use-sign-out.ts';
import styles from './AccountMenu.module.css';

export function AccountMenu() {
  const t = useText();
  const { person } = useSignedIn();
  const [, navigate] = useLocation();
  const signOut = useSignOut();
  return (
    <Menu.Root>
      <Menu.Trigger className={styles['trigger']}>
        <span className={styles['who']}>
          <VisuallyHidden>{t('account.label')}</VisuallyHidden> <span className={styles['name']}>{person.name}</span>{' '}
          <span className={styles['role']}>{t(`role.${person.role}`)}</span>
        </span>
        <ChevronsUpDown size={15} aria-hidden />
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner side="top" align="start" sideOffset={6} className={styles['positioner']}>
          <Menu.Popup className={styles['popup']}>
            <Menu.Item className={styles['item']} onClick={() => navigate('/account/password')}>
              <KeyRound size={16} aria-hidden />
              {t('account.password')}
            </Menu.Item>
            <Menu.Item className={styles['item']} onClick={signOut}>
              <LogOut size={16} aria-hidden />
              {t('account.signOut')}
            </Menu.Item>
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}
