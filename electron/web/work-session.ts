import { session, type OnBeforeRequestListenerDetails, type Session } from 'electron';
import type { WebRequest } from '../../core/web/match/judge-request.ts';
import { denyAll, guardPermissions } from '../security/permissions.ts';

export interface WorkSessionDeps {
  readonly profile: string;
  /** Asked before any request leaves, and again for each hop of a redirect. */
  readonly decide: (request: WebRequest) => 'allow' | 'block';
}

/** The work browser's own cookies and caches, apart from everything else, with every permission refused. */
export function createWorkSession({ profile, decide }: WorkSessionDeps): Session {
  const work = session.fromPartition(`persist:work-${profile}`);
  guardPermissions(work, denyAll);
  work.webRequest.onBeforeRequest((details, callback) => {
    callback({ cancel: decide(requestOf(details)) === 'block' });
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

function requestOf(details: OnBeforeRequestListenerDetails): WebRequest {
  const { url, resourceType: type, method } = details;
  const source = sourceOf(details);
  return source === undefined ? { url, type, method } : { url, type, method, source };
}

/** The page that asks. A page that is opened stands for itself, as in other blockers. */
function sourceOf({ resourceType, frame, referrer }: OnBeforeRequestListenerDetails): string | undefined {
  if (resourceType === 'mainFrame') return undefined;
  // A frame that is being loaded is on its old page still; who wants it is the page around it.
  const own = resourceType === 'subFrame' ? frame?.parent?.url : frame?.url;
  // Frames such as about:blank and srcdoc have no site of their own.
  return [own, frame?.top?.url, referrer].find((candidate) => candidate !== undefined && /^https?:/.test(candidate));
}
