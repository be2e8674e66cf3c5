import { useState } from 'react';
import { Select } from '../../ui/Select.tsx';
import { useText, type Text } from '../use-text.ts';
import { NumberField } from './NumberField.tsx';
import { DURATION_UNITS, SECONDS_IN, unitOf, type DurationUnit } from './duration-units.ts';

interface DurationFieldProps {
  readonly label: string;
  readonly hint?: string;
  /** Seconds, or NaN while half typed. */
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly units?: readonly DurationUnit[];
  readonly onChange: (seconds: number) => void;
}

/** A length of time as people say it: a number and its unit. */
export function DurationField({ label, hint, value, min, max, units = DURATION_UNITS, onChange }: DurationFieldProps) {
  const t = useText();
  const [unit, setUnit] = useState(() => unitOf(value));
  const size = SECONDS_IN[unit];
  const isWrong = !Number.isInteger(value) || value < min || value > max;
  return (
    <NumberField
      // Another unit is another number for the same time.
      key={unit}
      label={label}
      {...(hint === undefined ? {} : { hint })}
      value={value / size}
      error={isWrong ? boundsText(min, max, t) : null}
      onChange={(count) => onChange(Math.round(count * size))}
      unit={
        <Select
          hideLabel
          label={t('policy.unit.of', { label })}
          value={unit}
          options={units.map((name) => ({ value: name, label: t(`policy.unit.${name}`) }))}
          onChange={setUnit}
        />
      }
    />
  );
}

function boundsText(min: number, max: number, t: Text): string {
  const most = t.duration(max * 1000);
  return min === 0 ? t('field.atMost', { max: most }) : t('field.duration', { min: t.duration(min * 1000), max: most });
}
