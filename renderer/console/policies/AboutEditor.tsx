import { FRAMEWORKS } from '../../../core/checks/check.ts';
import type { PolicyDocument } from '../../../core/policy/schema.ts';
import { TextField } from '../../ui/TextField.tsx';
import { useText } from '../use-text.ts';
import { CheckBoxes } from './CheckBoxes.tsx';
import type { EditPolicy } from './policy-edit.ts';
import { issueAt, type PolicyIssue } from './policy-issues.ts';
import styles from './Policy.module.css';

interface AboutEditorProps {
  readonly document: PolicyDocument;
  readonly issues: readonly PolicyIssue[];
  readonly edit: EditPolicy;
}

/** What the policy is, who answers for it, and what it is meant to serve. */
export function AboutEditor({ document, issues, edit }: AboutEditorProps) {
  const t = useText();
  const set = (change: Partial<PolicyDocument>): void => edit((before) => ({ ...before, ...change }));
  return (
    <div className={styles['fields']}>
      <TextField
        label={t('policy.name')}
        value={document.name}
        maxLength={120}
        error={document.name === '' ? t('field.required') : null}
        onChange={(name) => set({ name })}
      />
      <TextField
        label={t('policy.description')}
        rows={2}
        value={document.description}
        maxLength={1000}
        onChange={(description) => set({ description })}
      />
      <TextField
        label={t('policy.contact')}
        hint={t('policy.contact.hint')}
        value={document.contact}
        maxLength={200}
        onChange={(contact) => set({ contact })}
      />
      <TextField
        label={t('policy.owner')}
        hint={t('policy.owner.hint')}
        value={document.owner}
        maxLength={200}
        onChange={(owner) => set({ owner })}
      />
      <TextField
        label={t('policy.reviewBy')}
        hint={t('policy.reviewBy.hint')}
        placeholder="2027-06-30"
        value={document.reviewBy ?? ''}
        error={issueAt(issues, 'reviewBy') === null ? null : t('policy.reviewBy.wrong')}
        onChange={(day) => set({ reviewBy: day.trim() === '' ? null : day.trim() })}
      />
      <CheckBoxes
        label={t('policy.frameworks')}
        hint={t('policy.frameworks.hint')}
        options={FRAMEWORKS.map((value) => ({ value, label: t(`policy.framework.${value}`) }))}
        values={document.frameworks}
        onChange={(frameworks) => set({ frameworks: [...frameworks] })}
      />
    </div>
  );
}
