import { useId } from 'react';
import type { CheckId } from '../../../core/checks/catalogue.ts';
import type { PolicyDocument } from '../../../core/policy/schema.ts';
import { Segmented } from '../../ui/Segmented.tsx';
import { Switch } from '../../ui/Switch.tsx';
import { useText } from '../use-text.ts';
import { DurationField } from './DurationField.tsx';
import { NumberField } from './NumberField.tsx';
import { parameterFields, type ParameterField } from './parameter-fields.ts';
import { newRule, withRule, type EditPolicy, type PolicyRule } from './policy-edit.ts';
import styles from './Policy.module.css';

const LEVELS = ['block', 'warn', 'observe'] as const;
/** The schema's own bound (core/policy/schema.ts). */
const MAX_GRACE_SECONDS = 7 * 86_400;

interface CheckEditorProps {
  readonly check: CheckId;
  readonly document: PolicyDocument;
  readonly edit: EditPolicy;
}

/** One check: whether it is used, what happens when it isn't as it must be, how long there is to fix it, and its parameters. */
export function CheckEditor({ check, document, edit }: CheckEditorProps) {
  const t = useText();
  const id = useId();
  const rule = document.checks[check];
  const set = (next: PolicyRule | null): void => edit((before) => withRule(before, check, next));
  return (
    <section className={styles['check']} aria-labelledby={id}>
      <Switch
        label={<h3 id={id}>{t(`check.${check}.name`)}</h3>}
        hint={t(rule === undefined ? 'policy.check.off.hint' : `check.${check}.why`)}
        checked={rule !== undefined}
        onChange={(isUsed) => set(isUsed ? newRule(check) : null)}
      />
      {rule === undefined ? null : (
        <div className={styles['rule']}>
          <RuleFields check={check} rule={rule} set={set} />
        </div>
      )}
    </section>
  );
}

interface RuleFieldsProps {
  readonly check: CheckId;
  readonly rule: PolicyRule;
  readonly set: (rule: PolicyRule) => void;
}

function RuleFields({ check, rule, set }: RuleFieldsProps) {
  const t = useText();
  const parameters = rule.parameters as Readonly<Record<string, unknown>>;
  return (
    <>
      <Segmented
        label={t('policy.level')}
        value={rule.level}
        options={LEVELS.map((value) => ({ value, label: t(`policy.level.${value}`) }))}
        hint={t(`policy.level.${rule.level}.hint`)}
        onChange={(level) => set({ ...rule, level })}
      />
      {rule.level === 'block' ? (
        <DurationField
          label={t('policy.grace')}
          hint={t('policy.grace.hint')}
          value={rule.graceSeconds}
          min={0}
          max={MAX_GRACE_SECONDS}
          onChange={(graceSeconds) => set({ ...rule, graceSeconds })}
        />
      ) : null}
      {parameterFields(check).map((field) => (
        <Parameter
          key={field.name}
          check={check}
          field={field}
          value={parameters[field.name]}
          onChange={(value) => set({ ...rule, parameters: { ...parameters, [field.name]: value } } as PolicyRule)}
        />
      ))}
    </>
  );
}

interface ParameterProps {
  readonly check: CheckId;
  readonly field: ParameterField;
  readonly value: unknown;
  readonly onChange: (value: number | boolean) => void;
}

function Parameter({ check, field, value, onChange }: ParameterProps) {
  const t = useText();
  const label = t.maybe(`policy.parameter.${check}.${field.name}`) ?? field.about;
  if (field.kind === 'switch') return <Switch label={label} checked={value === true} onChange={onChange} />;
  const { min, max } = field;
  const count = typeof value === 'number' ? value : Number.NaN;
  const isWrong = !Number.isInteger(count) || count < min || count > max;
  return (
    <NumberField
      label={label}
      value={count}
      error={isWrong ? t('field.between', { min, max }) : null}
      onChange={onChange}
    />
  );
}
