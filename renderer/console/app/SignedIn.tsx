import { useEffect } from 'react';
import { Redirect, Route, Switch, useLocation } from 'wouter';
import { AccessRequestsPage } from '../access-requests/AccessRequestsPage.tsx';
import { AlertsPage } from '../alerts/AlertsPage.tsx';
import { useLive } from '../api/use-live.ts';
import { AuditPage } from '../audit/AuditPage.tsx';
import { ExceptionsPage } from '../exceptions/ExceptionsPage.tsx';
import { FloorPage } from '../floor/FloorPage.tsx';
import { HelpRequestsPage } from '../help-requests/HelpRequestsPage.tsx';
import { MyLaptopPage } from '../my-laptop/MyLaptopPage.tsx';
import { PeoplePage } from '../people/PeoplePage.tsx';
import { PoliciesPage } from '../policies/PoliciesPage.tsx';
import { ChangePasswordPage } from '../sign-in/ChangePasswordPage.tsx';
import { useText } from '../use-text.ts';
import { WebPage } from '../web/WebPage.tsx';
import { MissingPage } from './MissingPage.tsx';
import { useSignedIn } from './session-context.ts';
import { Shell } from './Shell.tsx';
import { isAt, viewsFor, type View, type ViewId } from './views.ts';

const PATTERNS: Readonly<Record<ViewId, string>> = {
  floor: '/floor/:deviceId?',
  alerts: '/alerts',
  help: '/help-requests',
  exceptions: '/exceptions',
  access: '/access-requests',
  web: '/web',
  policies: '/policies/:tab?',
  people: '/people',
  audit: '/audit',
  laptop: '/my-laptop',
};

function page(view: ViewId) {
  switch (view) {
    case 'floor':
      return <FloorPage />;
    case 'alerts':
      return <AlertsPage />;
    case 'help':
      return <HelpRequestsPage />;
    case 'exceptions':
      return <ExceptionsPage />;
    case 'access':
      return <AccessRequestsPage />;
    case 'web':
      return <WebPage />;
    case 'policies':
      return <PoliciesPage />;
    case 'people':
      return <PeoplePage />;
    case 'audit':
      return <AuditPage />;
    case 'laptop':
      return <MyLaptopPage />;
  }
}

/** The console of whoever is signed in: their views, each at its URL, kept live. */
export function SignedIn() {
  const { person } = useSignedIn();
  const live = useLive();
  const views = viewsFor(person.role);
  const home = views[0]?.path ?? '/account/password';
  usePageTitle(views);
  return (
    <Shell views={views} live={live}>
      <Switch>
        <Route path="/">
          <Redirect to={home} replace />
        </Route>
        {views.map((view) => (
          <Route key={view.id} path={PATTERNS[view.id]}>
            {page(view.id)}
          </Route>
        ))}
        <Route path="/account/password">
          <ChangePasswordPage />
        </Route>
        <Route>
          <MissingPage views={views} />
        </Route>
      </Switch>
    </Shell>
  );
}

function usePageTitle(views: readonly View[]): void {
  const t = useText();
  const [path] = useLocation();
  const view = views.find((candidate) => isAt(path, candidate));
  const title = view === undefined ? t('app.name') : t('app.title', { page: t(view.label), app: t('app.name') });
  useEffect(() => {
    document.title = title;
  }, [title]);
}
