import type { CheckId } from '../../../core/checks/catalogue.ts';
import { Segmented } from '../../ui/Segmented.tsx';
import { Switch } from '../../ui/Switch.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useText } from '../use-text.ts';
import { CheckBoxes } from './CheckBoxes.tsx';
import { LinesField } from './LinesField.tsx';
import { linesOf, rowsOf, rowsText } from './line-text.ts';
import { NumberField } from './NumberField.tsx';
import type { ParameterField } from './parameter-fields.ts';

interface ParameterProps {
  readonly check: CheckId;
  readonly field: ParameterField;
  readonly value: unknown;
  /** What the schema has against it, in its own words. */
  readonly error: string | null;
  readonly onChange: (value: unknown) => void;
}

/** One parameter of a check, as its schema says that it is. */
export function Parameter({ check, field, value, error, onChange }: ParameterProps) {
  const t = useText();
  const label = t.maybe(`policy.parameter.${check}.${field.name}`) ?? field.about;
  const choices = (options: readonly string[]) =>
    options.map((option) => ({
      value: option,
      label: t.maybe(`policy.choice.${check}.${field.name}.${option}`) ?? t.maybe(`policy.choice.${option}`) ?? option,
    }));
  switch (field.kind) {
    case 'switch':
      return <Switch label={label} checked={value === true} onChange={onChange} />;
    case 'number':
      return <Count field={field} label={label} value={value} onChange={onChange} />;
    case 'choice':
      return <Segmented label={label} value={String(value)} options={choices(field.options)} onChange={onChange} />;
    case 'choices':
      return (
        <CheckBoxes label={label} options={choices(field.options)} values={stringsOf(value)} onChange={onChange} />
      );
    case 'text':
      return (
        <TextField
          label={label}
          error={error}
          value={typeof value === 'string' ? value : ''}
          onChange={(text) => onChange(field.nullable && text.trim() === '' ? null : text.trim())}
        />
      );
    case 'list':
      return (
        <LinesField
          label={label}
          hint={t('policy.lines.hint')}
          error={error}
          text={stringsOf(value).join('\n')}
          read={linesOf}
          onChange={onChange}
        />
      );
    case 'rows':
      return (
        <LinesField
          label={label}
          hint={t('policy.rows.hint', { columns: field.columns.join(', ') })}
          error={error}
          text={rowsText(value, field.columns)}
          read={(text) => rowsOf(text, field.columns)}
          onChange={onChange}
        />
      );
  }
}

interface CountProps extends Pick<ParameterProps, 'value' | 'onChange'> {
  readonly field: Extract<ParameterField, { kind: 'number' }>;
  readonly label: string;
}

/** Empty is NaN, which no policy takes; where there may be none, empty says so. */
function Count({ field: { min, max, nullable }, label, value, onChange }: CountProps) {
  const t = useText();
  const count = typeof value === 'number' ? value : Number.NaN;
  const isNone = nullable && value === null;
  const isWrong = !isNone && (!Number.isInteger(count) || count < min || count > max);
  return (
    <NumberField
      label={label}
      {...(nullable ? { hint: t('policy.number.none') } : {})}
      value={count}
      error={isWrong ? t('field.between', { min, max }) : null}
      onChange={(next) => onChange(nullable && Number.isNaN(next) ? null : next)}
    />
  );
}

function stringsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
