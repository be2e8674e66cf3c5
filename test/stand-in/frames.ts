import type { CDPSession, Frame } from 'playwright';
import { allHosts } from './contents-registry.ts';
import type { PageHost } from './page-host.ts';
import { chromiumNow, runtime } from './runtime.ts';
import type { SessionState } from './session-state.ts';

/** Whom a request of Chromium belongs to. */
export interface Owner {
  readonly state: SessionState;
  /** Null for a worker that no single page owns. */
  readonly host: PageHost | null;
  readonly isMainFrame: boolean;
}

const owners = new Map<string, Owner>();
const frameSessions = new WeakMap<Frame, CDPSession>();

interface Tree {
  readonly frame: { readonly id: string };
  readonly childFrames?: readonly Tree[];
}

function idsOf(tree: Tree): string[] {
  return [tree.frame.id, ...(tree.childFrames ?? []).flatMap(idsOf)];
}

/** A frame in another process than its parent has a session of its own; asking for one elsewhere is an error. */
async function sessionOf(frame: Frame): Promise<CDPSession | null> {
  const known = frameSessions.get(frame);
  if (known !== undefined) return known;
  const made = await frame
    .page()
    .context()
    .newCDPSession(frame)
    .catch(() => null);
  if (made !== null) frameSessions.set(frame, made);
  return made;
}

async function learnFrames(host: PageHost): Promise<void> {
  const { page } = host;
  if (page === null || host.isGone) return;
  const { state } = host.plan;
  const sessions = [host.cdp, ...(await Promise.all(page.frames().slice(1).map(sessionOf)))].filter(
    (session) => session !== null,
  );
  for (const session of sessions) {
    const tree = await session.send('Page.getFrameTree').catch(() => null);
    for (const id of tree === null ? [] : idsOf(tree.frameTree)) {
      owners.set(id, { state, host, isMainFrame: id === host.mainFrameId });
    }
  }
}

/** Null when nobody can be named for it: a window that a page tried to open, or something of Chromium's own. */
export async function ownerOf(frameId: string | undefined): Promise<Owner | null> {
  if (frameId === undefined) return null;
  const main = allHosts().find((host) => host.mainFrameId === frameId);
  if (main !== undefined) return { state: main.plan.state, host: main, isMainFrame: true };
  const known = owners.get(frameId);
  if (known !== undefined) return known;
  const { targetInfos } = await chromiumNow().cdp.send('Target.getTargets');
  const target = targetInfos.find((info) => info.targetId === frameId);
  if (target?.type === 'page') return null;
  if (target?.parentFrameId !== undefined) {
    const parent = await ownerOf(target.parentFrameId);
    if (parent !== null) return keep(frameId, { ...parent, isMainFrame: false });
  }
  if (target !== undefined) {
    const state = [...runtime.sessions.values()].find(
      (one) => one.contextId !== null && one.contextId === target.browserContextId,
    );
    if (state !== undefined) return keep(frameId, { state, host: null, isMainFrame: false });
  }
  await Promise.all(allHosts().map(learnFrames));
  return owners.get(frameId) ?? null;
}

function keep(frameId: string, owner: Owner): Owner {
  owners.set(frameId, owner);
  return owner;
}

/** The opener of a window that a page tried to open. */
export async function openerOf(targetId: string): Promise<PageHost | null> {
  const { targetInfos } = await chromiumNow().cdp.send('Target.getTargets');
  const target = targetInfos.find((info) => info.targetId === targetId);
  const frameId = target?.openerFrameId ?? target?.openerId;
  return (await ownerOf(frameId))?.host ?? null;
}
