import { CircleCheck, Info, OctagonAlert, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import styles from './Notice.module.css';

const ICONS = { info: Info, good: CircleCheck, warn: TriangleAlert, error: OctagonAlert } as const;

interface NoticeProps {
  readonly kind: keyof typeof ICONS;
  readonly title?: ReactNode;
  readonly children?: ReactNode;
  /** Buttons or links that are the way out. */
  readonly actions?: ReactNode;
  /** Announced when it appears. Errors always are. */
  readonly live?: boolean;
}

/** Something to know, in place. Says what happened, what it means and what to do next. */
export function Notice({ kind, title, children, actions, live = false }: NoticeProps) {
  const Icon = ICONS[kind];
  const role = kind === 'error' ? 'alert' : live ? 'status' : undefined;
  return (
    <div className={classNames(styles['notice'], styles[kind])} role={role}>
      <Icon size={18} aria-hidden className={styles['icon']} />
      <div className={styles['body']}>
        {title === undefined ? null : <p className={styles['title']}>{title}</p>}
        {children === undefined ? null : <div>{children}</div>}
        {actions === undefined ? null : <div className={styles['actions']}>{actions}</div>}
      </div>
    </div>
  );
}
