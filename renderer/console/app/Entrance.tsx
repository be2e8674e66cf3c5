import { useEffect } from 'react';
import { useSession } from '../api/queries.ts';
import { usePolicyDrafts } from '../policies/draft-context.ts';
import { NewPasswordPage } from '../sign-in/NewPasswordPage.tsx';
import { SignInPage } from '../sign-in/SignInPage.tsx';
import { LoadFailed } from './LoadFailed.tsx';
import { Loading } from './Loading.tsx';
import { SessionProvider } from './session-context.ts';
import { SignedIn } from './SignedIn.tsx';

/** Decides between the sign-in page, the choice of a new password, and the console itself. */
export function Entrance() {
  const session = useSession();
  const drafts = usePolicyDrafts();
  const personId = session.data?.person.id;
  useEffect(() => {
    // A draft outlives the end of a session, but is nobody else's business.
    if (personId !== undefined) drafts.keepFor(personId);
  }, [drafts, personId]);

  if (session.data === undefined) {
    return (
      <main>
        {session.isError ? (
          <LoadFailed level={1} error={session.error} onRetry={() => void session.refetch()} />
        ) : (
          <Loading />
        )}
      </main>
    );
  }
  if (session.data === null) return <SignInPage />;
  if (session.data.mustChangePassword) return <NewPasswordPage session={session.data} />;
  return (
    <SessionProvider value={session.data}>
      <SignedIn />
    </SessionProvider>
  );
}
