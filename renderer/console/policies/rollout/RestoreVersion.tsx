import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { PolicyView } from '../../../../core/wire/console.ts';
import { useApi } from '../../api/api-context.tsx';
import { usePolicyVersion } from '../../api/policy-queries.ts';
import { usePolicy } from '../../api/queries.ts';
import { queryKeys } from '../../api/query-keys.ts';
import { Loading } from '../../app/Loading.tsx';
import { useAct } from '../../app/use-act.ts';
import { Button } from '../../../ui/Button.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { TextField } from '../../../ui/TextField.tsx';
import { VisuallyHidden } from '../../../ui/VisuallyHidden.tsx';
import { useText } from '../../use-text.ts';
import { ChangeTable } from '../ChangeTable.tsx';
import { describeChange } from '../describe-change.ts';
import { diffPolicies } from '../../../../core/policy/policy-diff.ts';
import { ImpactPanel } from '../review/ImpactPanel.tsx';

/** Back to an older version, after a look at what that changes and whom it touches. */
export function RestoreVersion({ version }: { readonly version: number }) {
  const t = useText();
  const [isOpen, setOpen] = useState(false);
  const newest = usePolicy().data;
  if (newest === undefined) return null;
  return (
    <>
      <Button variant="quiet" onClick={() => setOpen(true)}>
        {t('restore.do')} <VisuallyHidden>{t('policy.version', { version })}</VisuallyHidden>
      </Button>
      {isOpen ? <RestoreDialog version={version} newest={newest} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

interface RestoreDialogProps {
  readonly version: number;
  readonly newest: PolicyView;
  readonly onClose: () => void;
}

function RestoreDialog({ version, newest, onClose }: RestoreDialogProps) {
  const t = useText();
  const api = useApi();
  const queryClient = useQueryClient();
  const old = usePolicyVersion(version).data;
  const [note, setNote] = useState(t('restore.note.default', { version }));
  const restore = useAct(() => api.restorePolicy(version, { basedOn: newest.version, note: note.trim() }), {
    done: t('restore.done', { version }),
    onDone: () => {
      void queryClient.invalidateQueries({ queryKey: queryKeys.policy });
      void queryClient.invalidateQueries({ queryKey: queryKeys.policyVersions });
      onClose();
    },
  });
  return (
    <Dialog
      open
      size="wide"
      busy={restore.isBusy}
      onClose={onClose}
      title={t('restore.title', { version })}
      description={t('restore.text', { next: newest.version + 1 })}
      actions={
        <>
          <Button onClick={onClose} disabled={restore.isBusy}>
            {t('app.cancel')}
          </Button>
          <Button
            variant="primary"
            disabled={old === undefined || note.trim() === ''}
            busy={restore.isBusy}
            onClick={restore.run}
          >
            {t('restore.do')}
          </Button>
        </>
      }
    >
      {old === undefined ? (
        <Loading />
      ) : (
        <>
          <ChangeTable
            changes={diffPolicies(newest.document, old.document).map((change) => describeChange(change, t))}
          />
          <ImpactPanel document={old.document} />
          <TextField label={t('restore.note')} value={note} maxLength={500} onChange={setNote} />
        </>
      )}
    </Dialog>
  );
}
