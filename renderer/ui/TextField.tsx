import type { ClipboardEventHandler, KeyboardEventHandler, ReactNode, Ref } from 'react';
import { classNames } from './class-names.ts';
import { Field } from './Field.tsx';
import styles from './Field.module.css';

export interface TextFieldProps {
  readonly label: ReactNode;
  readonly hideLabel?: boolean;
  readonly hint?: ReactNode;
  readonly error?: ReactNode;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly type?: 'text' | 'search' | 'email' | 'password' | 'number' | 'tel' | 'url';
  readonly inputMode?: 'text' | 'numeric' | 'tel' | 'url' | 'email';
  readonly name?: string;
  /** `ltr` for addresses and codes, which run that way in every script. */
  readonly dir?: 'ltr' | 'auto';
  readonly autoComplete?: string;
  readonly placeholder?: string | undefined;
  readonly min?: number;
  readonly max?: number;
  readonly maxLength?: number;
  readonly required?: boolean;
  readonly disabled?: boolean;
  /** Takes the focus when it appears; for what a person has just asked to see. */
  readonly focusFirst?: boolean;
  readonly large?: boolean;
  /** More than one makes it a text area of so many lines. */
  readonly rows?: number;
  readonly onKeyDown?: KeyboardEventHandler<HTMLInputElement | HTMLTextAreaElement>;
  readonly onPaste?: ClipboardEventHandler<HTMLInputElement>;
  readonly onFocus?: (element: HTMLInputElement) => void;
  readonly onBlur?: () => void;
  readonly ref?: Ref<HTMLInputElement>;
}

export function TextField({
  label,
  hideLabel,
  hint,
  error,
  value,
  onChange,
  rows = 1,
  large = false,
  ref,
  ...rest
}: TextFieldProps) {
  const className = classNames(styles['control'], large && styles['large']);
  return (
    <Field label={label} hideLabel={hideLabel ?? false} hint={hint} error={error}>
      {(control) =>
        rows > 1 ? (
          <textarea
            id={control.id}
            className={className}
            rows={rows}
            value={value}
            name={rest.name}
            placeholder={rest.placeholder}
            maxLength={rest.maxLength}
            required={rest.required}
            disabled={rest.disabled}
            aria-describedby={control.describedBy}
            aria-invalid={control.invalid || undefined}
            onKeyDown={rest.onKeyDown}
            onChange={(event) => {
              onChange(event.currentTarget.value);
            }}
          />
        ) : (
          <input
            ref={ref}
            id={control.id}
            className={className}
            type={rest.type ?? 'text'}
            dir={rest.dir}
            inputMode={rest.inputMode}
            value={value}
            name={rest.name}
            autoComplete={rest.autoComplete ?? 'off'}
            spellCheck={false}
            placeholder={rest.placeholder}
            min={rest.min}
            max={rest.max}
            maxLength={rest.maxLength}
            required={rest.required}
            disabled={rest.disabled}
            // oxlint-disable-next-line jsx-a11y/no-autofocus -- only for the first control of a form that a person has just opened
            autoFocus={rest.focusFirst}
            aria-describedby={control.describedBy}
            aria-invalid={control.invalid || undefined}
            onKeyDown={rest.onKeyDown}
            onPaste={rest.onPaste}
            onFocus={(event) => rest.onFocus?.(event.currentTarget)}
            onBlur={rest.onBlur}
            onChange={(event) => {
              onChange(event.currentTarget.value);
            }}
          />
        )
      }
    </Field>
  );
}
