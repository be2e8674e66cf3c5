import type { PolicyDocument } from '../../../core/policy/schema.ts';
import { Switch } from '../../ui/Switch.tsx';
import { useText } from '../use-text.ts';
import { NumberField } from './NumberField.tsx';
import type { EditPolicy } from './policy-edit.ts';
import styles from './Policy.module.css';

interface PublishingEditorProps {
  readonly document: PolicyDocument;
  readonly edit: EditPolicy;
}

/** How this policy itself may be changed. */
export function PublishingEditor({ document, edit }: PublishingEditorProps) {
  const t = useText();
  const { twoPeople, haltPercent } = document.publishing;
  const set = (publishing: Partial<PolicyDocument['publishing']>): void =>
    edit((before) => ({ ...before, publishing: { ...before.publishing, ...publishing } }));
  const isWrong = !(haltPercent >= 0 && haltPercent <= 100);
  return (
    <div className={styles['fields']}>
      <Switch
        label={t('policy.publishing.twoPeople')}
        hint={t('policy.publishing.twoPeople.hint')}
        checked={twoPeople}
        onChange={(next) => set({ twoPeople: next })}
      />
      <NumberField
        label={t('policy.publishing.haltPercent')}
        hint={t('policy.publishing.haltPercent.hint')}
        value={haltPercent}
        error={isWrong ? t('field.between', { min: 0, max: 100 }) : null}
        onChange={(next) => set({ haltPercent: next })}
      />
    </div>
  );
}
