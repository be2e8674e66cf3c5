import type { PolicyDocument } from '../../../core/policy/schema.ts';
import { TextField } from '../../ui/TextField.tsx';
import { useText } from '../use-text.ts';
import { AllowList } from './AllowList.tsx';
import { BlockList } from './BlockList.tsx';
import { withWeb, type EditPolicy } from './policy-edit.ts';
import { hasIssue, type PolicyIssue } from './policy-issues.ts';
import styles from './Policy.module.css';

interface WebEditorProps {
  readonly document: PolicyDocument;
  readonly issues: readonly PolicyIssue[];
  readonly edit: EditPolicy;
}

export function WebEditor({ document, issues, edit }: WebEditorProps) {
  const t = useText();
  const { home, block, allow } = document.web;
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
      <BlockList block={block} onChange={(next) => edit((before) => withWeb(before, { block: [...next] }))} />
      <AllowList allow={allow} onChange={(next) => edit((before) => withWeb(before, { allow: [...next] }))} />
    </div>
  );
}
