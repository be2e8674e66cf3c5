import { Dialog as Base } from '@base-ui/react/dialog';
import type { ReactNode } from 'react';
import styles from './Dialog.module.css';

interface DialogProps {
  readonly open: boolean;
  /** Escape, the backdrop or a closing button. Not called while `busy`. */
  readonly onClose: () => void;
  readonly title: ReactNode;
  readonly description?: ReactNode;
  readonly children?: ReactNode;
  /** Buttons, the safe one first. */
  readonly actions?: ReactNode;
  readonly busy?: boolean;
  readonly size?: 'small' | 'wide';
}

/** A question that must be answered before going on. Keeps focus inside and gives it back to where it came from. */
export function Dialog({
  open,
  onClose,
  title,
  description,
  children,
  actions,
  busy = false,
  size = 'small',
}: DialogProps) {
  return (
    <Base.Root
      open={open}
      onOpenChange={(next) => {
        if (!next && !busy) onClose();
      }}
    >
      <Base.Portal>
        <Base.Backdrop className={styles['backdrop']} />
        <Base.Viewport className={styles['viewport']}>
          <Base.Popup className={styles['popup']} data-size={size} aria-busy={busy || undefined}>
            <Base.Title className={styles['title']}>{title}</Base.Title>
            {description === undefined ? null : (
              <Base.Description className={styles['description']}>{description}</Base.Description>
            )}
            {children}
            {actions === undefined ? null : <div className={styles['actions']}>{actions}</div>}
          </Base.Popup>
        </Base.Viewport>
      </Base.Portal>
    </Base.Root>
  );
}
