import { Link, useLocation } from 'wouter';
import { useAlerts } from '../api/policy-queries.ts';
import { useAccessRequests, useHelpRequests, useWaivers } from '../api/queries.ts';
import { usePolicyDraft } from '../policies/draft-context.ts';
import { diffPolicies } from '../../../core/policy/policy-diff.ts';
import { VisuallyHidden } from '../../ui/VisuallyHidden.tsx';
import { useText } from '../use-text.ts';
import { isAt, type View } from './views.ts';
import styles from './Navigation.module.css';

export function Navigation({ views }: { readonly views: readonly View[] }) {
  const t = useText();
  const [path] = useLocation();
  return (
    <nav aria-label={t('nav.label')}>
      <ul className={styles['list']}>
        {views.map((view) => (
          <li key={view.id}>
            <Link
              href={view.path}
              className={styles['link'] ?? ''}
              aria-current={isAt(path, view) ? 'page' : undefined}
            >
              <view.icon size={17} aria-hidden />
              <span className={styles['label']}>{t(view.label)}</span> <ViewMark view={view} />
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** What waits there: open requests, or a draft that is not published. */
function ViewMark({ view }: { readonly view: View }) {
  if (view.id === 'access') return <OpenRequests />;
  if (view.id === 'alerts') return <OpenAlerts />;
  if (view.id === 'help') return <OpenCalls />;
  if (view.id === 'exceptions') return <ToDecide />;
  if (view.id === 'policies') return <DraftMark />;
  return null;
}

function OpenRequests() {
  const t = useText();
  const requests = useAccessRequests();
  const count = requests.data?.requests.filter((request) => request.state === 'open').length ?? 0;
  return <Count count={count} title={t('nav.open', { count })} />;
}

function OpenCalls() {
  const t = useText();
  const requests = useHelpRequests();
  const count = requests.data?.requests.filter((request) => request.state === 'open').length ?? 0;
  return <Count count={count} title={t('nav.open', { count })} />;
}

function OpenAlerts() {
  const t = useText();
  const count = useAlerts().data?.alerts.filter((alert) => alert.state === 'open').length ?? 0;
  return <Count count={count} title={t('nav.open', { count })} />;
}

/** Only what waits for this very person. */
function ToDecide() {
  const t = useText();
  const waivers = useWaivers();
  const count = waivers.data?.waivers.filter((waiver) => waiver.may.decide).length ?? 0;
  return <Count count={count} title={t('nav.toDecide', { count })} />;
}

function Count({ count, title }: { readonly count: number; readonly title: string }) {
  const t = useText();
  if (count === 0) return null;
  return (
    <span className={styles['count']} title={title}>
      {t.number(count)}
    </span>
  );
}

function DraftMark() {
  const t = useText();
  const draft = usePolicyDraft();
  if (draft === null || diffPolicies(draft.base, draft.document).length === 0) return null;
  return (
    <span className={styles['dot']} title={t('nav.draft')}>
      <VisuallyHidden>{t('nav.draft')}</VisuallyHidden>
    </span>
  );
}
