import { useState } from 'react';
import type { PolicyDocument } from '../../../core/policy/schema.ts';
import { Segmented } from '../../ui/Segmented.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useText } from '../use-text.ts';
import { DurationField } from './DurationField.tsx';
import { readRegions, regionsText } from './emergency-regions.ts';
import { LinesField } from './LinesField.tsx';
import { withPhone, type EditPolicy } from './policy-edit.ts';
import { hasIssue, type PolicyIssue } from './policy-issues.ts';
import styles from './Policy.module.css';

interface PhoneEditorProps {
  readonly document: PolicyDocument;
  readonly issues: readonly PolicyIssue[];
  readonly edit: EditPolicy;
}

const SHORT_UNITS = ['seconds', 'minutes'] as const;

export function PhoneEditor({ document, issues, edit }: PhoneEditorProps) {
  const t = useText();
  const { leaseSeconds, inCall, emergencyNumbers, emergencyRegions } = document.phone;
  const [numbers, setNumbers] = useState(emergencyNumbers.join(', '));
  const set = (phone: Partial<PolicyDocument['phone']>): void => edit((before) => withPhone(before, phone));
  return (
    <div className={styles['fields']}>
      <DurationField
        label={t('policy.lease')}
        hint={t('policy.lease.hint')}
        value={leaseSeconds}
        min={15}
        max={900}
        units={SHORT_UNITS}
        onChange={(seconds) => set({ leaseSeconds: seconds })}
      />
      <Segmented
        label={t('policy.inCall')}
        value={inCall.mode}
        options={(['finish', 'cut'] as const).map((value) => ({ value, label: t(`policy.inCall.${value}`) }))}
        hint={t(`policy.inCall.${inCall.mode}.hint`)}
        onChange={(mode) => set({ inCall: mode === 'cut' ? { mode } : { mode, maxSeconds: 300 } })}
      />
      {inCall.mode === 'finish' ? (
        <DurationField
          label={t('policy.inCall.maxSeconds')}
          value={inCall.maxSeconds}
          min={1}
          max={3600}
          units={SHORT_UNITS}
          onChange={(maxSeconds) => set({ inCall: { mode: 'finish', maxSeconds } })}
        />
      ) : null}
      <TextField
        label={t('policy.emergency')}
        hint={t('policy.emergency.hint')}
        inputMode="tel"
        value={numbers}
        error={hasIssue(issues, 'phone.emergencyNumbers') ? t('field.numbers') : null}
        onChange={(text) => {
          setNumbers(text);
          set({ emergencyNumbers: text.split(/[\s,;]+/u).filter((number) => number !== '') });
        }}
      />
      <LinesField
        label={t('policy.emergencyRegions')}
        hint={t('policy.emergencyRegions.hint')}
        error={hasIssue(issues, 'phone.emergencyRegions') ? t('policy.emergencyRegions.wrong') : null}
        text={regionsText(emergencyRegions)}
        read={readRegions}
        onChange={(regions) => set({ emergencyRegions: [...regions] })}
      />
    </div>
  );
}
