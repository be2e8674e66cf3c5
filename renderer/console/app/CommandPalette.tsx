/* oxlint-disable jsx-a11y/prefer-tag-over-role -- no HTML element is a list that follows a field */
import { useId, useState, type KeyboardEvent } from 'react';
import { useLocation } from 'wouter';
import { useDevices } from '../api/queries.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { useText } from '../use-text.ts';
import { paletteItems } from './palette-items.ts';
import type { View } from './views.ts';
import styles from './CommandPalette.module.css';

interface CommandPaletteProps {
  readonly views: readonly View[];
  readonly open: boolean;
  readonly onClose: () => void;
}

/** Goes to any page or agent by a few letters of its name. */
export function CommandPalette({ views, open, onClose }: CommandPaletteProps) {
  const t = useText();
  return (
    <Dialog open={open} onClose={onClose} title={t('palette.title')}>
      {open ? <PaletteBody views={views} onClose={onClose} /> : null}
    </Dialog>
  );
}

/** The combobox pattern of the ARIA Authoring Practices: focus stays in the field, the list follows. */
function PaletteBody({ views, onClose }: Pick<CommandPaletteProps, 'views' | 'onClose'>) {
  const t = useText();
  const id = useId();
  const [, navigate] = useLocation();
  const [query, setQuery] = useState('');
  const [active, setActive] = useState(0);
  const devices = useDevices();
  const items = paletteItems(query, { views, devices: devices.data?.devices ?? [], t });
  const chosen = Math.min(active, items.length - 1);

  function go(index: number): void {
    const item = items[index];
    if (item === undefined) return;
    onClose();
    navigate(item.path);
  }

  function onKeyDown(event: KeyboardEvent): void {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0 && items.length > 0) {
      event.preventDefault();
      setActive((chosen + step + items.length) % items.length);
    }
    if (event.key === 'Enter') {
      event.preventDefault();
      go(chosen);
    }
  }

  return (
    <div className={styles['palette']}>
      <input
        role="combobox"
        className={styles['input']}
        aria-label={t('palette.placeholder')}
        aria-expanded={items.length > 0}
        aria-controls={`${id}-list`}
        aria-activedescendant={items.length > 0 ? `${id}-${chosen}` : undefined}
        aria-autocomplete="list"
        placeholder={t('palette.placeholder')}
        autoComplete="off"
        spellCheck={false}
        value={query}
        onChange={(event) => {
          setQuery(event.currentTarget.value);
          setActive(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div id={`${id}-list`} role="listbox" aria-label={t('palette.title')} className={styles['list']}>
        {items.map((item, index) => (
          // Keys are handled by the field, which keeps the focus.
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
          <div
            key={item.id}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === chosen}
            className={styles['item']}
            onPointerMove={() => setActive(index)}
            onClick={() => go(index)}
          >
            <span className={styles['label']}>{item.label}</span>{' '}
            <span className={styles['detail']}>{item.detail}</span>
          </div>
        ))}
      </div>
      <output className={styles['hint']}>
        {items.length === 0 ? t('palette.none', { query }) : t('palette.hint')}
      </output>
    </div>
  );
}
