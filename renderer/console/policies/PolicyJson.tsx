import { useState } from 'react';
import { parseJsonOrThrow } from '../../../core/parse.ts';
import type { PolicyDocument } from '../../../core/policy/schema.ts';
import { Notice } from '../../ui/Notice.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useText } from '../use-text.ts';
import { checkPolicy, type PolicyIssue } from './policy-issues.ts';
import styles from './Policy.module.css';

interface PolicyJsonProps {
  readonly document: PolicyDocument;
  /** Called with each text that is a whole policy; null while it isn't. */
  readonly onChange: (document: PolicyDocument | null) => void;
}

const MOST_ISSUES = 12;

/** The draft as text. What isn't a policy stays in the box, with the reasons by field, and never reaches the draft. */
export function PolicyJson({ document, onChange }: PolicyJsonProps) {
  const t = useText();
  const [text, setText] = useState(() => JSON.stringify(document, null, 2));
  const [issues, setIssues] = useState<readonly PolicyIssue[]>([]);

  function take(next: string): void {
    setText(next);
    const read = readPolicy(next);
    setIssues(read.issues);
    onChange(read.document);
  }

  return (
    <div className={styles['json']}>
      <TextField label={t('policy.json.label')} hint={t('policy.json.hint')} rows={24} value={text} onChange={take} />
      {issues.length === 0 ? (
        <output className={styles['soft']}>{t('policy.json.valid')}</output>
      ) : (
        <Notice kind="error" title={t('policy.json.invalid')}>
          <ul className={styles['issues']}>
            {issues.slice(0, MOST_ISSUES).map((issue) => (
              <li key={`${issue.path} ${issue.message}`}>
                {issue.path === '' ? null : (
                  <>
                    <code>{issue.path}</code>:{' '}
                  </>
                )}
                {issue.message}
              </li>
            ))}
          </ul>
        </Notice>
      )}
    </div>
  );
}

function readPolicy(text: string): ReturnType<typeof checkPolicy> {
  try {
    return checkPolicy(parseJsonOrThrow(text, 'policy'));
  } catch (error) {
    return { document: null, issues: [{ path: '', message: error instanceof Error ? error.message : '' }] };
  }
}
