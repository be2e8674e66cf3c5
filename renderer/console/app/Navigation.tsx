import { Link, useLocation } from 'wouter';
import { useAccessRequests } from '../api/queries.ts';
import { usePolicyDraft } from '../policies/draft-context.ts';
import { diffPolicies } from '../policies/policy-diff.ts';
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
  if (view.id === 'policies') return <DraftMark />;
  return null;
}

function OpenRequests() {
  const t = useText();
  const requests = useAccessRequests();
  const count = requests.data?.requests.filter((request) => request.state === 'open').length ?? 0;
  if (count === 0) return null;
  return (
    <span className={styles['count']} title={t('nav.open', { count })}>
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
