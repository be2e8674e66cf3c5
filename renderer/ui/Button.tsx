import type { MouseEventHandler, ReactNode, Ref } from 'react';
import { classNames } from './class-names.ts';
import { Spinner } from './Spinner.tsx';
import styles from './Button.module.css';

export interface ButtonProps {
  readonly children: ReactNode;
  readonly variant?: 'primary' | 'secondary' | 'quiet' | 'danger';
  readonly size?: 'medium' | 'large';
  readonly icon?: ReactNode;
  readonly type?: 'button' | 'submit';
  readonly disabled?: boolean;
  /** Shows that the press is being worked on. The button keeps its focus and its name, and ignores further presses. */
  readonly busy?: boolean;
  readonly wide?: boolean;
  /** Takes the focus when it appears; for what a person has just asked to see. */
  readonly focusFirst?: boolean;
  readonly describedBy?: string | undefined;
  readonly onClick?: MouseEventHandler<HTMLButtonElement>;
  readonly ref?: Ref<HTMLButtonElement>;
}

export function Button({
  children,
  variant = 'secondary',
  size = 'medium',
  icon,
  type = 'button',
  disabled = false,
  busy = false,
  wide = false,
  focusFirst = false,
  describedBy,
  onClick,
  ref,
}: ButtonProps) {
  return (
    <button
      ref={ref}
      // oxlint-disable-next-line react/button-has-type -- the type is one of two literals
      type={type}
      className={classNames(styles['button'], styles[variant], styles[size], wide && styles['wide'])}
      disabled={disabled}
      aria-disabled={busy || undefined}
      aria-busy={busy || undefined}
      aria-describedby={describedBy}
      // oxlint-disable-next-line jsx-a11y/no-autofocus -- only where a person has just asked for this very control
      autoFocus={focusFirst}
      onClick={(event) => {
        if (busy) event.preventDefault();
        else onClick?.(event);
      }}
    >
      {busy ? <Spinner /> : icon}
      <span className={styles['label']}>{children}</span>
    </button>
  );
}
