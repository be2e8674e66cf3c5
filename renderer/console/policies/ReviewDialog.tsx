import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { PolicyView } from '../../../core/wire/console.ts';
import { useApi } from '../api/api-context.tsx';
import { isApiError } from '../api/api-error.ts';
import { errorText } from '../api/error-text.ts';
import { useSharedDrafts } from '../api/policy-queries.ts';
import { useDevices } from '../api/queries.ts';
import { queryKeys } from '../api/query-keys.ts';
import { useToasts } from '../app/toasts-context.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useText } from '../use-text.ts';
import { ChangeTable } from './ChangeTable.tsx';
import { describeChange } from './describe-change.ts';
import { usePolicyDrafts } from './draft-context.ts';
import { diffPolicies } from '../../../core/policy/policy-diff.ts';
import type { PolicyDraft } from './policy-draft.ts';
import { ImpactPanel } from './review/ImpactPanel.tsx';
import { RolloutWayField } from './rollout/RolloutWayField.tsx';
import { stagesOf, type RolloutWay } from './rollout/stages.ts';

interface ReviewDialogProps {
  readonly published: PolicyView;
  readonly draft: PolicyDraft;
  readonly onClose: () => void;
}

/** The last look: what changes in words, whom it reaches, and why. */
export function ReviewDialog({ published, draft, onClose }: ReviewDialogProps) {
  const t = useText();
  const api = useApi();
  const queryClient = useQueryClient();
  const drafts = usePolicyDrafts();
  const toasts = useToasts();
  const [wasTried, setTried] = useState(false);
  const [way, setWay] = useState<RolloutWay>('at-once');
  const needsSecond = useSharedDrafts().data?.twoPeople ?? false;
  const note = draft.note.trim();
  const readAgain = (): void => {
    void queryClient.invalidateQueries({ queryKey: queryKeys.policy });
    void queryClient.invalidateQueries({ queryKey: queryKeys.policyVersions });
  };
  const publish = useMutation({
    mutationFn: async () => {
      const change = { basedOn: draft.basedOn, note, document: draft.document, stages: stagesOf(way) };
      if (needsSecond) await api.saveDraft(change);
      else await api.publishPolicy(change);
    },
    onSuccess: async () => {
      toasts.show({ text: needsSecond ? t('shared.sent') : t('draft.published', { version: draft.basedOn + 1 }) });
      void queryClient.invalidateQueries({ queryKey: queryKeys.drafts });
      // Before the draft goes, so that the form doesn't fall back to the old version for a moment.
      await queryClient.refetchQueries({ queryKey: queryKeys.policy });
      drafts.discard();
      readAgain();
      onClose();
    },
    onError: (error) => {
      if (!isApiError(error, 'CONFLICT')) return;
      // The page then shows whose version came first, and offers to put the draft on top of it.
      readAgain();
      onClose();
    },
  });

  return (
    <Dialog
      open
      size="wide"
      busy={publish.isPending}
      onClose={onClose}
      title={t('draft.review.title')}
      description={t('draft.review.lead', { next: draft.basedOn + 1, current: published.version })}
      actions={
        <>
          <Button onClick={onClose} disabled={publish.isPending}>
            {t('draft.back')}
          </Button>
          <Button
            variant="primary"
            busy={publish.isPending}
            onClick={() => {
              setTried(true);
              if (note !== '') publish.mutate();
            }}
          >
            {t(needsSecond ? 'shared.send' : way === 'at-once' ? 'draft.publish' : 'stages.publish')}
          </Button>
        </>
      }
    >
      <ChangeTable changes={diffPolicies(draft.base, draft.document).map((change) => describeChange(change, t))} />
      <ImpactPanel document={draft.document} />
      <Reach />
      <RolloutWayField value={way} onChange={setWay} />
      <TextField
        label={t('draft.note')}
        hint={t('draft.note.hint')}
        rows={2}
        maxLength={500}
        value={draft.note}
        error={wasTried && note === '' ? t('draft.note.missing') : null}
        onChange={(text) => drafts.setNote(text)}
      />
      {publish.isError && !isApiError(publish.error, 'CONFLICT') ? (
        <Notice kind="error">{errorText(publish.error, t)}</Notice>
      ) : null}
    </Dialog>
  );
}

function Reach() {
  const t = useText();
  const devices = useDevices().data?.devices;
  if (devices === undefined) return null;
  const calls = devices.filter((row) => row.phone === 'in-call' || row.phone === 'closing').length;
  return <Notice kind="info">{t('draft.review.reach', { devices: devices.length, calls })}</Notice>;
}
