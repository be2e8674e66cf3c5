import { Search } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import type { LiveState } from '../api/live.ts';
import { useText } from '../use-text.ts';
import { AccountMenu } from './AccountMenu.tsx';
import { CommandPalette } from './CommandPalette.tsx';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { LiveMark } from './LiveMark.tsx';
import { Logo } from './Logo.tsx';
import { Navigation } from './Navigation.tsx';
import { useSignedIn } from './session-context.ts';
import { usePaletteKey } from './use-palette-key.ts';
import type { View } from './views.ts';
import styles from './Shell.module.css';

interface ShellProps {
  readonly views: readonly View[];
  readonly live: LiveState;
  readonly children: ReactNode;
}

/** The frame around every page: who we are, where one can go, whether what is shown is live, and who is signed in. */
export function Shell({ views, live, children }: ShellProps) {
  const t = useText();
  const { organisation } = useSignedIn();
  const [isPaletteOpen, setPaletteOpen] = useState(false);
  usePaletteKey(() => setPaletteOpen(true));
  return (
    <div className={styles['shell']}>
      <a className={styles['skip']} href="#page">
        {t('app.skip')}
      </a>
      <header className={styles['side']}>
        <div className={styles['brand']}>
          <Logo />
          <div className={styles['names']}>
            <span className={styles['product']}>{t('app.name')}</span>
            <span className={styles['organisation']} title={organisation}>
              {organisation}
            </span>
          </div>
        </div>
        <button type="button" className={styles['search']} onClick={() => setPaletteOpen(true)}>
          <Search size={16} aria-hidden />
          <span>{t('palette.open')}</span>
          <kbd aria-hidden>{PALETTE_KEYS}</kbd>
        </button>
        <Navigation views={views} />
        <div className={styles['foot']}>
          <LiveMark state={live} />
          <AccountMenu />
        </div>
      </header>
      <main id="page" className={styles['page']} tabIndex={-1}>
        <ErrorBoundary>{children}</ErrorBoundary>
      </main>
      <CommandPalette views={views} open={isPaletteOpen} onClose={() => setPaletteOpen(false)} />
    </div>
  );
}

const PALETTE_KEYS = /Mac|iPhone|iPad/u.test(globalThis.navigator.userAgent) ? '⌘K' : 'Ctrl K';
