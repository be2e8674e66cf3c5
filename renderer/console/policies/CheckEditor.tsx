import { useId } from 'react';
import type { CheckId } from '../../../core/checks/catalogue.ts';
import type { PolicyDocument } from '../../../core/policy/schema.ts';
import { Switch } from '../../ui/Switch.tsx';
import { useText } from '../use-text.ts';
import { newRule, withRule, type EditPolicy, type PolicyRule } from './policy-edit.ts';
import type { PolicyIssue } from './policy-issues.ts';
import { RuleFields } from './RuleFields.tsx';
import styles from './Policy.module.css';

interface CheckEditorProps {
  readonly check: CheckId;
  readonly document: PolicyDocument;
  readonly issues: readonly PolicyIssue[];
  readonly edit: EditPolicy;
}

/** One check: whether it is used, and its rule for everyone. */
export function CheckEditor({ check, document, issues, edit }: CheckEditorProps) {
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
          <RuleFields check={check} rule={rule} set={set} path={`checks.${check}`} issues={issues} />
        </div>
      )}
    </section>
  );
}
