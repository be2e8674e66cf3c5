import { useState, type ReactNode } from 'react';
import { Field } from '../../ui/Field.tsx';
import fieldStyles from '../../ui/Field.module.css';
import styles from './NumberField.module.css';

interface NumberFieldProps {
  readonly label: string;
  readonly hint?: string;
  /** NaN while what is typed is no number. */
  readonly value: number;
  readonly error?: string | null;
  /** Beside the number. */
  readonly unit?: ReactNode;
  readonly onChange: (value: number) => void;
}

/** A number that may be half typed: the text is kept as it is, and the number is NaN until there is one. */
export function NumberField({ label, hint, value, error = null, unit, onChange }: NumberFieldProps) {
  const [text, setText] = useState(Number.isNaN(value) ? '' : String(value));
  return (
    <Field label={label} hint={hint} error={error}>
      {(control) => (
        <div className={styles['row']}>
          <input
            id={control.id}
            className={`${fieldStyles['control']} ${styles['number']}`}
            inputMode="decimal"
            autoComplete="off"
            aria-describedby={control.describedBy}
            aria-invalid={control.invalid || undefined}
            value={text}
            onChange={(event) => {
              const typed = event.currentTarget.value;
              setText(typed);
              onChange(typed.trim() === '' ? Number.NaN : Number(typed.replace(',', '.')));
            }}
          />
          {unit}
        </div>
      )}
    </Field>
  );
}
