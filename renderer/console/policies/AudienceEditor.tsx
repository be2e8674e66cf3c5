import { Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { CHECK_IDS, type CheckId } from '../../../core/checks/catalogue.ts';
import { PLATFORMS } from '../../../core/ids.ts';
import type { PolicyDocument } from '../../../core/policy/schema.ts';
import { Button } from '../../ui/Button.tsx';
import { Disclosure } from '../../ui/Disclosure.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { Select } from '../../ui/Select.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useText } from '../use-text.ts';
import { CheckBoxes } from './CheckBoxes.tsx';
import { LinesField } from './LinesField.tsx';
import { linesOf } from './line-text.ts';
import { newRule, withAudience, withAudienceRule, withNewAudience, type EditPolicy } from './policy-edit.ts';
import { issueAt, type PolicyIssue } from './policy-issues.ts';
import { RuleFields } from './RuleFields.tsx';
import styles from './Policy.module.css';

type Audience = PolicyDocument['audiences'][number];

interface AudiencesEditorProps {
  readonly document: PolicyDocument;
  readonly issues: readonly PolicyIssue[];
  readonly edit: EditPolicy;
}

/** Rules for some: teams, systems or both. */
export function AudiencesEditor({ document, issues, edit }: AudiencesEditorProps) {
  const t = useText();
  // Names change while they are typed; places do not.
  return (
    <div className={styles['fields']}>
      <p className={styles['soft']}>{t('policy.audiences.hint')}</p>
      {document.audiences.map((audience, index) => (
        // oxlint-disable-next-line react/no-array-index-key
        <Disclosure
          key={index}
          level={3}
          summary={audience.name}
          defaultOpen={Object.keys(audience.checks).length === 0}
        >
          <AudienceEditor
            audience={audience}
            document={document}
            path={`audiences.${index}`}
            issues={issues}
            set={(next) => edit((before) => withAudience(before, index, next))}
          />
        </Disclosure>
      ))}
      <div>
        <Button
          icon={<Plus size={15} aria-hidden />}
          onClick={() => edit((before) => withNewAudience(before, t('policy.audience.new')))}
        >
          {t('policy.audience.add')}
        </Button>
      </div>
    </div>
  );
}

interface AudienceEditorProps {
  readonly audience: Audience;
  readonly document: PolicyDocument;
  readonly path: string;
  readonly issues: readonly PolicyIssue[];
  readonly set: (audience: Audience | null) => void;
}

function AudienceEditor({ audience, document, path, issues, set }: AudienceEditorProps) {
  const t = useText();
  const change = (part: Partial<Audience>): void => set({ ...audience, ...part });
  const spoken = CHECK_IDS.filter((check) => audience.checks[check] !== undefined);
  return (
    <div className={styles['fields']}>
      <TextField
        label={t('policy.audience.name')}
        value={audience.name}
        maxLength={60}
        error={audience.name === '' ? t('field.required') : null}
        onChange={(name) => change({ name })}
      />
      <LinesField
        label={t('policy.audience.groups')}
        hint={t('policy.audience.groups.hint')}
        error={issueAt(issues, `${path}.groups`)}
        text={audience.groups.join('\n')}
        read={linesOf}
        onChange={(groups) => change({ groups: [...groups] })}
      />
      <CheckBoxes
        label={t('policy.audience.platforms')}
        hint={t('policy.audience.platforms.hint')}
        options={PLATFORMS.map((value) => ({ value, label: t(`help.system.${value}`) }))}
        values={audience.platforms}
        onChange={(platforms) => change({ platforms: [...platforms] })}
      />
      {spoken.map((check) => {
        const rule = audience.checks[check];
        if (rule === undefined) return null;
        return (
          <section key={check} className={styles['check']} aria-label={`${audience.name}: ${t(`check.${check}.name`)}`}>
            <div className={styles['head']}>
              <h4>{t(`check.${check}.name`)}</h4>
              <IconButton
                tooltip="native"
                label={t('policy.audience.same', { check: t(`check.${check}.name`) })}
                icon={<Trash2 size={16} aria-hidden />}
                onClick={() => set(withAudienceRule(audience, check, null))}
              />
            </div>
            <div className={styles['rule']}>
              <RuleFields
                check={check}
                rule={rule}
                set={(next) => set(withAudienceRule(audience, check, next))}
                path={`${path}.checks.${check}`}
                issues={issues}
              />
            </div>
          </section>
        );
      })}
      <AddCheck
        checks={CHECK_IDS.filter((check) => !spoken.includes(check) && !audience.except.includes(check))}
        onAdd={(check) => set(withAudienceRule(audience, check, document.checks[check] ?? newRule(check)))}
      />
      <CheckBoxes
        label={t('policy.audience.except')}
        hint={t('policy.audience.except.hint')}
        options={CHECK_IDS.filter((check) => document.checks[check] !== undefined && !spoken.includes(check)).map(
          (value) => ({ value, label: t(`check.${value}.name`) }),
        )}
        values={CHECK_IDS.filter((check) => audience.except.includes(check))}
        onChange={(except) => change({ except: [...except] })}
      />
      <div>
        <Button variant="quiet" icon={<Trash2 size={15} aria-hidden />} onClick={() => set(null)}>
          {t('policy.audience.remove', { name: audience.name })}
        </Button>
      </div>
    </div>
  );
}

function AddCheck({
  checks,
  onAdd,
}: {
  readonly checks: readonly CheckId[];
  readonly onAdd: (check: CheckId) => void;
}) {
  const t = useText();
  const [chosen, setChosen] = useState<CheckId | null>(null);
  const [first] = checks;
  if (first === undefined) return null;
  const check = chosen !== null && checks.includes(chosen) ? chosen : first;
  return (
    <div className={styles['add']}>
      <Select
        label={t('policy.audience.differs')}
        value={check}
        options={checks.map((value) => ({ value, label: t(`check.${value}.name`) }))}
        onChange={setChosen}
      />
      <Button icon={<Plus size={15} aria-hidden />} onClick={() => onAdd(check)}>
        {t('policy.audience.addCheck')}
      </Button>
    </div>
  );
}
