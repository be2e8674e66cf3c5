import { Globe, House, Phone, Settings, ShieldCheck } from 'lucide-react';
import { useStore } from 'zustand';
import { useView } from '../client/use-view.ts';
import { useServices } from '../services.ts';
import { useText } from '../text.ts';
import { StateMark } from '../../ui/StateMark.tsx';
import { lineState } from './line-state.ts';
import { goTo, PAGES, type Page } from './navigation-store.ts';
import styles from './Rail.module.css';

const ICONS = {
  home: House,
  phone: Phone,
  web: Globe,
  privacy: ShieldCheck,
  settings: Settings,
} as const satisfies Record<Page, unknown>;

export function Rail() {
  const t = useText();
  const { navigation } = useServices();
  const current = useStore(navigation, (state) => state.page);
  const line = useView(lineState);
  return (
    <nav className={styles['rail']} aria-label={t('rail.label')}>
      <ul className={styles['list']}>
        {PAGES.map((page) => {
          const Icon = ICONS[page];
          return (
            <li key={page}>
              <button
                type="button"
                className={styles['item']}
                aria-current={page === current ? 'page' : undefined}
                onClick={() => goTo(navigation, page)}
              >
                <span className={styles['icon']}>
                  <Icon size={20} strokeWidth={1.9} aria-hidden />
                  {page === 'phone' ? (
                    <span className={styles['mark']}>
                      <StateMark tone={line.tone} size={14} label={t(line.key)} />
                    </span>
                  ) : null}
                </span>
                <span className={styles['label']}>{t(`rail.${page}`)}</span>
              </button>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
