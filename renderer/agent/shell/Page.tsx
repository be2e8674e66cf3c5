import type { ReactNode } from 'react';
import { classNames } from '../../ui/class-names.ts';
import styles from './Page.module.css';

interface PageProps {
  readonly children: ReactNode;
  /** `wide` may use two columns; `reading` keeps lines short enough to read. */
  readonly width?: 'reading' | 'wide';
}

/** The scrolling part of a page, at the width that suits it. */
export function Page({ children, width = 'reading' }: PageProps) {
  return (
    <div className={styles['scroller']}>
      <div className={classNames(styles['page'], styles[width])}>{children}</div>
    </div>
  );
}
