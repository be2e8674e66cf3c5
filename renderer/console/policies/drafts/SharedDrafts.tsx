import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { PolicyView } from '../../../../core/wire/console.ts';
import type { PolicyDraft } from '../../../../core/wire/policy-acts.ts';
import { useApi } from '../../api/api-context.tsx';
import { useSharedDraft, useSharedDrafts } from '../../api/policy-queries.ts';
import { queryKeys } from '../../api/query-keys.ts';
import { Loading } from '../../app/Loading.tsx';
import { useAct } from '../../app/use-act.ts';
import { Button } from '../../../ui/Button.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { RelativeTime } from '../../../ui/RelativeTime.tsx';
import { useText } from '../../use-text.ts';
import { ChangeTable } from '../ChangeTable.tsx';
import { describeChange } from '../describe-change.ts';
import { diffPolicies } from '../../../../core/policy/policy-diff.ts';
import { ImpactPanel } from '../review/ImpactPanel.tsx';
import styles from './SharedDrafts.module.css';

/** Drafts on the server: what one person wrote, for another to approve. */
export function SharedDrafts({ published }: { readonly published: PolicyView }) {
  const t = useText();
  const shared = useSharedDrafts().data;
  const [openId, setOpenId] = useState<string | null>(null);
  if (shared === undefined || shared.drafts.length === 0) return null;
  return (
    <section className={styles['drafts']} aria-label={t('shared.title.drafts')}>
      <h2 className={styles['title']}>{t(shared.twoPeople ? 'shared.title' : 'shared.title.drafts')}</h2>
      {shared.twoPeople ? <p className={styles['soft']}>{t('shared.lead')}</p> : null}
      <ul className={styles['list']}>
        {shared.drafts.map((draft) => (
          <li key={draft.id} className={styles['draft']}>
            <div className={styles['words']}>
              <p>{draft.note}</p>
              <p className={styles['soft']}>
                {t('shared.by', { author: draft.author, version: draft.basedOn })} · <RelativeTime at={draft.savedAt} />
              </p>
            </div>
            <Button onClick={() => setOpenId(draft.id)}>{t('shared.open')}</Button>
          </li>
        ))}
      </ul>
      {openId === null ? null : <DraftDialog id={openId} published={published} onClose={() => setOpenId(null)} />}
    </section>
  );
}

interface DraftDialogProps {
  readonly id: string;
  readonly published: PolicyView;
  readonly onClose: () => void;
}

function DraftDialog({ id, published, onClose }: DraftDialogProps) {
  const t = useText();
  const { data: draft } = useSharedDraft(id);
  const approve = useDraftAct(t('shared.approved'), onClose, (api) =>
    draft === undefined ? Promise.resolve() : api.approveDraft(id, draft.revision),
  );
  const discard = useDraftAct(t('shared.discarded'), onClose, (api) => api.discardDraft(id));
  const isBehind = draft !== undefined && draft.basedOn !== published.version;
  return (
    <Dialog
      open
      size="wide"
      busy={approve.isBusy || discard.isBusy}
      onClose={onClose}
      title={t('shared.dialog', { author: draft?.author ?? '' })}
      description={draft?.note}
      actions={
        <>
          <Button onClick={onClose}>{t('app.close')}</Button>
          <Button variant="danger" busy={discard.isBusy} onClick={discard.run}>
            {t('shared.discard')}
          </Button>
          <Button
            variant="primary"
            disabled={draft === undefined || !draft.may.approve || isBehind}
            busy={approve.isBusy}
            onClick={approve.run}
          >
            {t('shared.approve')}
          </Button>
        </>
      }
    >
      {draft === undefined ? <Loading /> : <Draft draft={draft} published={published} />}
    </Dialog>
  );
}

function Draft({ draft, published }: { readonly draft: PolicyDraft; readonly published: PolicyView }) {
  const t = useText();
  return (
    <>
      {draft.may.approve ? null : <Notice kind="info">{t('shared.mine')}</Notice>}
      {draft.basedOn === published.version ? null : (
        <Notice kind="warn">{t('shared.behind', { version: draft.basedOn })}</Notice>
      )}
      <ChangeTable
        changes={diffPolicies(published.document, draft.document).map((change) => describeChange(change, t))}
      />
      <ImpactPanel document={draft.document} />
    </>
  );
}

function useDraftAct(done: string, onClose: () => void, act: (api: ReturnType<typeof useApi>) => Promise<unknown>) {
  const api = useApi();
  const queryClient = useQueryClient();
  return useAct(() => act(api), {
    done,
    onDone: () => {
      for (const queryKey of [queryKeys.drafts, queryKeys.policy, queryKeys.policyVersions])
        void queryClient.invalidateQueries({ queryKey });
      onClose();
    },
  });
}
