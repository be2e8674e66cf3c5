import type { ReactNode } from 'react';
import { Field } from './Field.tsx';
import styles from './Field.module.css';

interface SelectProps<T extends string> {
  readonly label: ReactNode;
  readonly hideLabel?: boolean;
  readonly hint?: ReactNode;
  readonly error?: ReactNode;
  readonly value: T;
  readonly options: readonly { readonly value: T; readonly label: string }[];
  readonly onChange: (value: T) => void;
  readonly disabled?: boolean;
  readonly name?: string;
}

/** The system's own list: it works with every reader, keyboard and script. */
export function Select<T extends string>({
  label,
  hideLabel,
  hint,
  error,
  value,
  options,
  onChange,
  disabled,
  name,
}: SelectProps<T>) {
  return (
    <Field label={label} hideLabel={hideLabel ?? false} hint={hint} error={error}>
      {(control) => (
        <select
          id={control.id}
          className={styles['control']}
          value={value}
          name={name}
          disabled={disabled}
          aria-describedby={control.describedBy}
          aria-invalid={control.invalid || undefined}
          onChange={(event) => {
            const chosen = options.find((option) => option.value === event.currentTarget.value);
            if (chosen !== undefined) onChange(chosen.value);
          }}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
