import { useState } from 'react';
import type { PolicyView } from '../../../core/wire/console.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { useText } from '../use-text.ts';
import { labelOf } from './describe-change.ts';
import { listText } from './list-text.ts';
import { usePolicyDrafts } from './draft-context.ts';
import type { PolicyDraft } from './policy-draft.ts';

interface DraftConflictProps {
  readonly published: PolicyView;
  readonly draft: PolicyDraft | null;
}

/** Somebody published while a draft was open: nothing is lost, and the way on is one press. */
export function DraftConflict({ published, draft }: DraftConflictProps) {
  const t = useText();
  const drafts = usePolicyDrafts();
  const [failedAt, setFailedAt] = useState<number | null>(null);
  if (draft === null) return null;
  const { version, publishedBy, note } = published;
  if (draft.basedOn === version) {
    if (draft.overlaps.length === 0) return null;
    const fields = listText(draft.overlaps.map((path) => labelOf(path, t)));
    return (
      <Notice kind="warn" live>
        {t('draft.conflict.overlap', { fields })}
      </Notice>
    );
  }
  return (
    <Notice
      kind="warn"
      live
      title={t('draft.conflict.title', { version })}
      actions={
        <Button variant="primary" onClick={() => setFailedAt(drafts.rebase(published) ? null : version)}>
          {t('draft.conflict.rebase')}
        </Button>
      }
    >
      {failedAt === version
        ? t('draft.conflict.failed', { version })
        : t('draft.conflict.text', { name: publishedBy, note })}
    </Notice>
  );
}
