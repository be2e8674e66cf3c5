import { useState } from 'react';
import { Redirect, useLocation, useParams } from 'wouter';
import type { PolicyView } from '../../../core/wire/console.ts';
import { usePolicy } from '../api/queries.ts';
import { LoadFailed } from '../app/LoadFailed.tsx';
import { Loading } from '../app/Loading.tsx';
import { Page } from '../app/Page.tsx';
import { useSignedIn } from '../app/session-context.ts';
import { Notice } from '../../ui/Notice.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import { Tabs } from '../../ui/Tabs.tsx';
import { useText } from '../use-text.ts';
import { useDraftRevision, usePolicyDraft, usePolicyDrafts } from './draft-context.ts';
import { DraftBar } from './DraftBar.tsx';
import { DraftConflict } from './DraftConflict.tsx';
import { checkPolicy } from './policy-issues.ts';
import { PolicyForm } from './PolicyForm.tsx';
import { PolicyHistory } from './PolicyHistory.tsx';
import { PolicyJson } from './PolicyJson.tsx';
import { PolicyValues } from './PolicyValues.tsx';
import { RolloutPanel } from './rollout/RolloutPanel.tsx';
import { SharedDrafts } from './drafts/SharedDrafts.tsx';

const TABS = ['form', 'versions', 'json'] as const;
type Tab = (typeof TABS)[number];

export function PoliciesPage() {
  const t = useText();
  const policy = usePolicy();
  if (policy.data !== undefined) return <Policies published={policy.data} />;
  return (
    <Page title={t('policy.title')}>
      {policy.isError ? <LoadFailed error={policy.error} onRetry={() => void policy.refetch()} /> : <Loading />}
    </Page>
  );
}

function Policies({ published }: { readonly published: PolicyView }) {
  const t = useText();
  const { person } = useSignedIn();
  const { tab: asked } = useParams<{ tab?: string }>();
  const [, navigate] = useLocation();
  const drafts = usePolicyDrafts();
  const draft = usePolicyDraft();
  const draftRevision = useDraftRevision();
  const [isJsonBroken, setJsonBroken] = useState(false);
  const isIt = person.role === 'it';
  const tab = asked === undefined ? 'form' : TABS.find((candidate) => candidate === asked);
  if (tab === undefined || (tab === 'json' && !isIt)) return <Redirect to="/policies" replace />;

  const document = draft?.document ?? published.document;
  const { issues } = checkPolicy(document);
  // Not of the draft's beginning: the first key pressed in a field must not draw that field anew.
  const revision = `${draft?.basedOn ?? published.version} ${draftRevision}`;
  const go = (next: Tab): void => {
    setJsonBroken(false);
    navigate(next === 'form' ? '/policies' : `/policies/${next}`);
  };
  const edit = (change: Parameters<typeof drafts.edit>[2]): void => drafts.edit(person.id, published, change);

  return (
    <Page
      title={published.document.name}
      lead={
        <>
          {t('policy.version', { version: published.version })} · {published.publishedBy} ·{' '}
          <RelativeTime at={published.publishedAt} />
          {published.note === '' ? null : ` · “${published.note}”`}
        </>
      }
    >
      {published.keyOnServer && isIt ? (
        <Notice kind="info" title={t('policy.keyOnServer.title')}>
          {t('policy.keyOnServer.text')}
        </Notice>
      ) : null}
      {isIt ? (
        <DraftConflict published={published} draft={draft} />
      ) : (
        <Notice kind="info">{t('policy.readOnly')}</Notice>
      )}
      <RolloutPanel />
      {isIt ? <SharedDrafts published={published} /> : null}
      <Tabs
        label={t('policy.title')}
        value={tab}
        onChange={go}
        tabs={[
          {
            value: 'form',
            label: t('policy.tab.form'),
            panel: isIt ? (
              <PolicyForm key={revision} document={document} issues={issues} edit={edit} />
            ) : (
              <PolicyValues document={published.document} />
            ),
          },
          { value: 'versions', label: t('policy.tab.history'), panel: <PolicyHistory /> },
          ...(isIt
            ? [
                {
                  value: 'json' as const,
                  label: t('policy.tab.json'),
                  panel: (
                    <PolicyJson
                      key={revision}
                      document={document}
                      onChange={(next) => {
                        setJsonBroken(next === null);
                        if (next !== null) edit(() => next);
                      }}
                    />
                  ),
                },
              ]
            : []),
        ]}
      />
      {isIt && tab !== 'versions' ? (
        <DraftBar published={published} draft={draft} issues={issues} isTextBroken={tab === 'json' && isJsonBroken} />
      ) : null}
    </Page>
  );
}
