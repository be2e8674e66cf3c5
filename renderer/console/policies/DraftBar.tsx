import { useEffect, useState } from 'react';
import type { PolicyView } from '../../../core/wire/console.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { useText } from '../use-text.ts';
import { usePolicyDrafts } from './draft-context.ts';
import { diffPolicies } from '../../../core/policy/policy-diff.ts';
import type { PolicyDraft } from './policy-draft.ts';
import type { PolicyIssue } from './policy-issues.ts';
import { ReviewDialog } from './ReviewDialog.tsx';
import styles from './Policy.module.css';

interface DraftBarProps {
  readonly published: PolicyView;
  readonly draft: PolicyDraft | null;
  readonly issues: readonly PolicyIssue[];
  /** The text in the JSON view is not a policy, so the draft is not what is on screen. */
  readonly isTextBroken: boolean;
}

/** What is changed and not published yet, always in sight, with the way on and the way back. */
export function DraftBar({ published, draft, issues, isTextBroken }: DraftBarProps) {
  const t = useText();
  const drafts = usePolicyDrafts();
  const [open, setOpen] = useState<'review' | 'discard' | null>(null);
  const count = draft === null ? 0 : diffPolicies(draft.base, draft.document).length;
  useWarnBeforeLeaving(count > 0);
  if (draft === null || (count === 0 && !isTextBroken)) return null;
  const isBehind = draft.basedOn !== published.version;
  const close = (): void => setOpen(null);
  return (
    <section className={styles['draftBar']} aria-label={t('draft.region')}>
      <div className={styles['draftWords']}>
        <output>{t('draft.changes', { count })}</output>
        {issues.length > 0 ? <p className={styles['problem']}>{t('draft.invalid', { count: issues.length })}</p> : null}
        {isTextBroken ? <p className={styles['problem']}>{t('policy.json.invalid')}</p> : null}
      </div>
      <Button onClick={() => setOpen('discard')}>{t('draft.discard')}</Button>
      <Button
        variant="primary"
        disabled={issues.length > 0 || isTextBroken || isBehind || count === 0}
        onClick={() => setOpen('review')}
      >
        {t('draft.review')}
      </Button>
      {open === 'review' ? <ReviewDialog published={published} draft={draft} onClose={close} /> : null}
      <Dialog
        open={open === 'discard'}
        onClose={close}
        title={t('draft.discard.title')}
        description={t('draft.discard.text', { count })}
        actions={
          <>
            <Button onClick={close}>{t('draft.discard.keep')}</Button>
            <Button
              variant="danger"
              onClick={() => {
                close();
                drafts.discard();
              }}
            >
              {t('draft.discard')}
            </Button>
          </>
        }
      />
    </section>
  );
}

/** The browser's own question when the page is closed or reloaded; within the console the draft simply stays. */
function useWarnBeforeLeaving(isDirty: boolean): void {
  useEffect(() => {
    if (!isDirty) return undefined;
    const warn = (event: BeforeUnloadEvent): void => event.preventDefault();
    globalThis.addEventListener('beforeunload', warn);
    return () => globalThis.removeEventListener('beforeunload', warn);
  }, [isDirty]);
}
