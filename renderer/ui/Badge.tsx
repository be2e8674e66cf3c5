import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import { StateMark } from './StateMark.tsx';
import type { Tone } from './tone.ts';
import styles from './Badge.module.css';

interface BadgeProps {
  readonly tone: Tone;
  /** The word for the state. */
  readonly children: ReactNode;
  /** Without the shape: only for a count or a label that is no state. */
  readonly plain?: boolean;
}

export function Badge({ tone, children, plain = false }: BadgeProps) {
  return (
    <span className={classNames(styles['badge'], styles[tone])}>
      {plain ? null : <StateMark tone={tone} size={14} />}
      <span>{children}</span>
    </span>
  );
}
