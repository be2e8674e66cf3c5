import { session, type Session } from 'electron';
import { denyAll, guardPermissions } from '../security/permissions.ts';

export interface WorkSessionDeps {
  readonly profile: string;
  /** Asked before any request leaves. */
  readonly decide: (url: string, isMainFrame: boolean) => 'allow' | 'block';
}

/** The work browser's own cookies and caches, apart from everything else, with every permission refused. */
export function createWorkSession({ profile, decide }: WorkSessionDeps): Session {
  const work = session.fromPartition(`persist:work-${profile}`);
  guardPermissions(work, denyAll);
  work.webRequest.onBeforeRequest((details, callback) => {
    callback({ cancel: decide(details.url, details.resourceType === 'mainFrame') === 'block' });
  });
  work.on('will-download', (event) => {
    event.preventDefault();
  });
  return work;
}

export async function eraseWorkSession(work: Session): Promise<void> {
  await work.clearStorageData();
  await work.clearCache();
}
