import { useText } from '../use-text.ts';
import styles from './CheckBoxes.module.css';

interface CheckBoxesProps<T extends string> {
  readonly label: string;
  readonly hint?: string;
  readonly options: readonly { readonly value: T; readonly label: string }[];
  readonly values: readonly T[];
  readonly onChange: (values: readonly T[]) => void;
}

/** Some of a few. The order of what is chosen is that of the options. */
export function CheckBoxes<T extends string>({ label, hint, options, values, onChange }: CheckBoxesProps<T>) {
  const t = useText();
  return (
    <fieldset className={styles['set']}>
      <legend className={styles['legend']}>{label}</legend>
      {hint === undefined ? null : <p className={styles['hint']}>{hint}</p>}
      <div className={styles['boxes']}>
        {options.map((option) => (
          <label key={option.value} className={styles['box']}>
            <input
              type="checkbox"
              checked={values.includes(option.value)}
              onChange={(event) => {
                const { checked } = event.currentTarget;
                onChange(
                  options
                    .map(({ value }) => value)
                    .filter((value) => (value === option.value ? checked : values.includes(value))),
                );
              }}
            />
            {option.label}
          </label>
        ))}
      </div>
      {options.length === 0 ? <p className={styles['hint']}>{t('change.empty')}</p> : null}
    </fieldset>
  );
}
