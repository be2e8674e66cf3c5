import { useId, type ReactNode } from 'react';
import { OctagonAlert } from 'lucide-react';
import { VisuallyHidden } from './VisuallyHidden.tsx';
import styles from './Field.module.css';

export interface FieldControl {
  readonly id: string;
  readonly describedBy: string | undefined;
  readonly invalid: boolean;
}

interface FieldProps {
  readonly label: ReactNode;
  /** Kept for screen readers only, where the place makes the label plain to see. */
  readonly hideLabel?: boolean;
  readonly hint?: ReactNode;
  /** What is wrong and how to put it right; null when nothing is. */
  readonly error?: ReactNode;
  readonly children: (control: FieldControl) => ReactNode;
}

/** Label, hint and error, tied to one control. */
export function Field({ label, hideLabel = false, hint, error, children }: FieldProps) {
  const id = useId();
  const hasHint = hint !== undefined && hint !== null;
  const hasError = error !== undefined && error !== null;
  const describedBy = [hasHint ? `${id}-hint` : '', hasError ? `${id}-error` : ''].filter(Boolean).join(' ');
  const labelElement = (
    <label htmlFor={id} className={styles['label']}>
      {label}
    </label>
  );
  return (
    <div className={styles['field']}>
      {hideLabel ? <VisuallyHidden>{labelElement}</VisuallyHidden> : labelElement}
      {children({ id, describedBy: describedBy === '' ? undefined : describedBy, invalid: hasError })}
      {hasHint ? (
        <p id={`${id}-hint`} className={styles['hint']}>
          {hint}
        </p>
      ) : null}
      <div role="alert" id={`${id}-error`}>
        {hasError ? (
          <p className={styles['error']}>
            <OctagonAlert size={15} aria-hidden />
            <span>{error}</span>
          </p>
        ) : null}
      </div>
    </div>
  );
}
