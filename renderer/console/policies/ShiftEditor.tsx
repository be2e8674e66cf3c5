import type { PolicyDocument } from '../../../core/policy/schema.ts';
import { useText } from '../use-text.ts';
import { LinesField } from './LinesField.tsx';
import { NumberField } from './NumberField.tsx';
import type { EditPolicy } from './policy-edit.ts';
import { issueAt, type PolicyIssue } from './policy-issues.ts';
import { hoursText, readHours } from './shift-hours.ts';
import styles from './Policy.module.css';

interface ShiftEditorProps {
  readonly document: PolicyDocument;
  readonly issues: readonly PolicyIssue[];
  readonly edit: EditPolicy;
}

/** When people may be at work. */
export function ShiftEditor({ document, issues, edit }: ShiftEditorProps) {
  const t = useText();
  const { hours, idleEndMinutes } = document.shift;
  const set = (shift: Partial<PolicyDocument['shift']>): void =>
    edit((before) => ({ ...before, shift: { ...before.shift, ...shift } }));
  const isWrong = idleEndMinutes !== null && !(idleEndMinutes >= 5 && idleEndMinutes <= 1440);
  return (
    <div className={styles['fields']}>
      <LinesField
        label={t('policy.shift.hours')}
        hint={t('policy.shift.hours.hint')}
        error={issueAt(issues, 'shift.hours') === null ? null : t('policy.shift.hours.wrong')}
        text={hoursText(hours)}
        read={readHours}
        onChange={(next) => set({ hours: [...next] })}
      />
      <NumberField
        label={t('policy.shift.idle')}
        hint={t('policy.shift.idle.hint')}
        value={idleEndMinutes ?? Number.NaN}
        error={isWrong ? t('field.between', { min: 5, max: 1440 }) : null}
        onChange={(minutes) => set({ idleEndMinutes: Number.isNaN(minutes) ? null : minutes })}
      />
    </div>
  );
}
