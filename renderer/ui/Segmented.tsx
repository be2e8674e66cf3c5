import { useId, type ReactNode } from 'react';
import { VisuallyHidden } from './VisuallyHidden.tsx';
import styles from './Segmented.module.css';

interface SegmentedProps<T extends string> {
  readonly label: ReactNode;
  readonly hideLabel?: boolean;
  readonly value: T;
  readonly options: readonly { readonly value: T; readonly label: ReactNode }[];
  readonly onChange: (value: T) => void;
  /** What the chosen option means. */
  readonly hint?: ReactNode;
  readonly disabled?: boolean;
}

/** One of a few, all in sight. Real radio buttons underneath: arrow keys, forms and readers work as people know them. */
export function Segmented<T extends string>({
  label,
  hideLabel = false,
  value,
  options,
  onChange,
  hint,
  disabled = false,
}: SegmentedProps<T>) {
  const id = useId();
  return (
    <fieldset
      className={styles['set']}
      disabled={disabled}
      aria-describedby={hint === undefined ? undefined : `${id}-hint`}
    >
      <legend className={styles['legend']}>{hideLabel ? <VisuallyHidden>{label}</VisuallyHidden> : label}</legend>
      <div className={styles['options']}>
        {options.map((option) => (
          <label key={option.value} className={styles['option']}>
            <input
              type="radio"
              className={styles['input']}
              name={id}
              value={option.value}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
            />
            <span className={styles['text']}>{option.label}</span>
          </label>
        ))}
      </div>
      {hint === undefined ? null : (
        <p id={`${id}-hint`} className={styles['hint']}>
          {hint}
        </p>
      )}
    </fieldset>
  );
}
