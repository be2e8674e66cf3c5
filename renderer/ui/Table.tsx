import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import styles from './Table.module.css';

interface TableProps {
  /** Names the table for screen readers. */
  readonly label: string;
  readonly children: ReactNode;
  /** Keeps the head in sight while its own rows scroll. */
  readonly stickyHead?: boolean;
}

/** A plain table in a box of its own that scrolls sideways before the page does. */
export function Table({ label, children, stickyHead = false }: TableProps) {
  return (
    // Focusable, so that keys can scroll it (WCAG 2.1.1).
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className={styles['scroller']} aria-label={label} tabIndex={0}>
      <table className={classNames(styles['table'], stickyHead && styles['sticky'])}>{children}</table>
    </section>
  );
}

interface CellProps {
  readonly children?: ReactNode;
  readonly align?: 'start' | 'end';
  readonly sort?: 'ascending' | 'descending' | 'none';
}

export function HeadCell({ children, align = 'start', sort }: CellProps) {
  return (
    <th scope="col" className={classNames(styles['head'], align === 'end' && styles['end'])} aria-sort={sort}>
      {children}
    </th>
  );
}

export function Cell({ children, align = 'start' }: CellProps) {
  return <td className={classNames(styles['cell'], align === 'end' && styles['end'])}>{children}</td>;
}
