import type { MouseEventHandler, ReactNode, Ref } from 'react';
import { classNames } from './class-names.ts';
import { Tooltip } from './Tooltip.tsx';
import styles from './IconButton.module.css';

export interface IconButtonProps {
  /** The accessible name, and the tooltip's text. */
  readonly label: string;
  readonly icon: ReactNode;
  readonly disabled?: boolean;
  /** For a button that stays in: whether it is. */
  readonly pressed?: boolean;
  readonly expanded?: boolean;
  /** `native`: the system's own tooltip, for places where ours would lie under a native view. */
  readonly tooltip?: 'drawn' | 'native';
  readonly onClick?: MouseEventHandler<HTMLButtonElement>;
  readonly ref?: Ref<HTMLButtonElement>;
}

/** A button with an icon alone. Its name is always there for screen readers, and on hover and focus for everybody. */
export function IconButton({
  label,
  icon,
  disabled = false,
  pressed,
  expanded,
  tooltip = 'drawn',
  onClick,
  ref,
}: IconButtonProps) {
  const button = (
    <button
      ref={ref}
      type="button"
      className={classNames(styles['button'], pressed === true && styles['pressed'])}
      aria-label={label}
      aria-pressed={pressed}
      aria-expanded={expanded}
      disabled={disabled}
      title={tooltip === 'native' ? label : undefined}
      onClick={onClick}
    >
      {icon}
    </button>
  );
  return tooltip === 'native' ? button : <Tooltip text={label}>{button}</Tooltip>;
}
