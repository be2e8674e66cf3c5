import type { PolicyDocument } from '../../../core/policy/schema.ts';
import { Segmented } from '../../ui/Segmented.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useText } from '../use-text.ts';
import { AllowList } from './AllowList.tsx';
import { BlockList } from './BlockList.tsx';
import { LinesField } from './LinesField.tsx';
import { linesOf } from './line-text.ts';
import { withListCategories, withWeb, type EditPolicy } from './policy-edit.ts';
import { hasIssue, type PolicyIssue } from './policy-issues.ts';
import styles from './Policy.module.css';

interface WebEditorProps {
  readonly document: PolicyDocument;
  readonly issues: readonly PolicyIssue[];
  readonly edit: EditPolicy;
}

export function WebEditor({ document, issues, edit }: WebEditorProps) {
  const t = useText();
  const { home, block, allow, mode = 'block-listed', protectedNames = [], lists } = document.web;
  return (
    <div className={styles['fields']}>
      <TextField
        label={t('policy.home')}
        hint={t('policy.home.hint')}
        type="url"
        value={home ?? ''}
        error={hasIssue(issues, 'web.home') ? t('field.address') : null}
        onChange={(text) => edit((before) => withWeb(before, { home: text.trim() === '' ? null : text.trim() }))}
      />
      <Segmented
        label={t('policy.web.mode')}
        value={mode}
        options={(['block-listed', 'allow-only'] as const).map((value) => ({
          value,
          label: t(`policy.web.mode.${value}`),
        }))}
        hint={t(`policy.web.mode.${mode}.hint`)}
        onChange={(next) => edit((before) => withWeb(before, { mode: next }))}
      />
      <LinesField
        label={t('policy.web.protectedNames')}
        hint={t('policy.web.protectedNames.hint')}
        error={hasIssue(issues, 'web.protectedNames') ? t('policy.web.protectedNames.wrong') : null}
        text={protectedNames.join('\n')}
        read={linesOf}
        onChange={(names) => edit((before) => withWeb(before, { protectedNames: [...names] }))}
      />
      <LinesField
        label={t('policy.web.lists')}
        hint={t('policy.web.lists.hint')}
        error={hasIssue(issues, 'web.lists') ? t('policy.web.lists.wrong') : null}
        text={(lists?.categories ?? []).join('\n')}
        read={linesOf}
        onChange={(categories) => edit((before) => withListCategories(before, categories))}
      />
      <BlockList block={block} onChange={(next) => edit((before) => withWeb(before, { block: [...next] }))} />
      <AllowList allow={allow} onChange={(next) => edit((before) => withWeb(before, { allow: [...next] }))} />
    </div>
  );
}
