import type { ReactNode } from 'react';
import styles from './VisuallyHidden.module.css';

interface VisuallyHiddenProps {
  readonly children: ReactNode;
  /** Announces changes of the content: `status` waits for a pause, `alert` interrupts. */
  readonly announce?: 'status' | 'alert';
}

export function VisuallyHidden({ children, announce }: VisuallyHiddenProps) {
  return (
    <span className={styles['hidden']} role={announce}>
      {children}
    </span>
  );
}
