import type { CheckId } from '../../../core/checks/catalogue.ts';
import { Disclosure } from '../../ui/Disclosure.tsx';
import { Segmented } from '../../ui/Segmented.tsx';
import { useText } from '../use-text.ts';
import { DurationField } from './DurationField.tsx';
import { Parameter } from './Parameter.tsx';
import { parameterAt, parameterFields, withParameter, type ParameterField } from './parameter-fields.ts';
import type { PolicyRule } from './policy-edit.ts';
import { issueAt, type PolicyIssue } from './policy-issues.ts';
import styles from './Policy.module.css';

const LEVELS = ['block', 'warn', 'observe'] as const;
/** The schema's own bound (core/policy/rule.ts). */
const MAX_GRACE_SECONDS = 7 * 86_400;

interface RuleFieldsProps {
  readonly check: CheckId;
  readonly rule: PolicyRule;
  readonly set: (rule: PolicyRule) => void;
  /** Where this rule is in the policy, as in checks.vpn. */
  readonly path: string;
  readonly issues: readonly PolicyIssue[];
}

/** What happens when it isn't as it must be, how long there is to fix it, its parameters, and what can't be told. */
export function RuleFields({ check, rule, set, path, issues }: RuleFieldsProps) {
  const t = useText();
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
      {groupsOf(check).map(({ group, fields }) => {
        const drawn = fields.map((field) => (
          <Parameter
            key={field.name}
            check={check}
            field={field}
            value={parameterAt(rule.parameters, field.name)}
            error={issueAt(issues, `${path}.parameters.${field.name}`)}
            onChange={(value) =>
              set({ ...rule, parameters: withParameter(rule.parameters, field.name, value) } as PolicyRule)
            }
          />
        ));
        if (group === null) return drawn;
        return (
          <fieldset key={group} className={styles['group']}>
            <legend>
              {t.maybe(`policy.parameter.${check}.${group}`) ?? t.maybe(`policy.group.${group}`) ?? group}
            </legend>
            <div className={styles['rule']}>{drawn}</div>
          </fieldset>
        );
      })}
      {rule.level === 'observe' ? null : (
        <div className={styles['wide']}>
          <Disclosure
            summary={t('policy.untold')}
            defaultOpen={rule.whenUnknown !== 'block' || rule.whenUnsupported !== 'block'}
          >
            <div className={styles['fields']}>
              {(['whenUnknown', 'whenUnsupported'] as const).map((name) => (
                <Segmented
                  key={name}
                  label={t(`policy.${name}`)}
                  value={rule[name]}
                  options={LEVELS.map((value) => ({ value, label: t(`policy.level.${value}`) }))}
                  hint={t(`policy.${name}.hint`)}
                  onChange={(level) => set({ ...rule, [name]: level })}
                />
              ))}
            </div>
          </Disclosure>
        </div>
      )}
    </>
  );
}

interface Group {
  readonly group: string | null;
  readonly fields: readonly ParameterField[];
}

/** Fields that stand in the same object, together; those at the top by themselves. */
function groupsOf(check: CheckId): readonly Group[] {
  const groups: { group: string | null; fields: ParameterField[] }[] = [];
  for (const field of parameterFields(check)) {
    const same = groups.find(({ group }) => group === field.group);
    if (same === undefined) groups.push({ group: field.group, fields: [field] });
    else same.fields.push(field);
  }
  return groups;
}
