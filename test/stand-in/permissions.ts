import type * as Electron from 'electron';
import type { Frame } from 'playwright';
import { contextOf } from './contexts.ts';
import { originOf, toOffered } from './origins.ts';
import type { PageHost } from './page-host.ts';
import { note } from './runtime.ts';
import { createEvent } from './strict.ts';
import { webFrameOf } from './web-frame.ts';

type MediaType = 'audio' | 'video';

/** Chromium's names, as Playwright's grantPermissions takes them, for what the product may allow. */
function grantsFor(permission: string, mediaTypes: readonly MediaType[]): readonly string[] {
  switch (permission) {
    case 'media':
      return mediaTypes.map((type) => (type === 'audio' ? 'microphone' : 'camera'));
    case 'clipboard-read':
      return ['clipboard-read'];
    case 'clipboard-sanitized-write':
      return ['clipboard-write'];
    case 'notifications':
    case 'geolocation':
      return [permission];
    default:
      return [];
  }
}

const granted = new WeakMap<object, Map<string, Set<string>>>();

/**
 * Asks the product whether a frame may have something. Electron says yes where a handler is missing; here both handlers
 * must be there and say yes, and only then does Chromium learn of a grant for that origin.
 */
export async function askPermission(
  host: PageHost,
  contents: Electron.WebContents,
  frame: Frame,
  wish: { readonly permission: string; readonly mediaTypes: readonly MediaType[] },
): Promise<boolean> {
  const { state } = host.plan;
  const url = toOffered(frame.url());
  const origin = `${originOf(url)}/`;
  const isMainFrame = frame.parentFrame() === null;
  const { permission, mediaTypes } = wish;
  if (permission === 'display-capture') {
    await askDisplay(host, frame, origin);
    return false;
  }
  const name = permission as 'media';
  const check = state.permissionCheck;
  const request = state.permissionRequest;
  const isMedia = permission === 'media';
  const kinds: readonly (MediaType | undefined)[] = isMedia ? mediaTypes : [undefined];
  const checked =
    check !== null &&
    kinds.every((kind) => {
      const media = kind === undefined ? {} : { mediaType: kind, securityOrigin: origin };
      return check(contents, name, origin, { isMainFrame, requestingUrl: url, ...media });
    });
  const media = isMedia ? { mediaTypes: [...mediaTypes], securityOrigin: origin } : {};
  const yes =
    checked &&
    request !== null &&
    (await new Promise<boolean>((resolve) =>
      request(contents, name, resolve, { isMainFrame, requestingUrl: url, ...media }),
    ));
  if (yes) await grant(host, frame, grantsFor(permission, mediaTypes));
  note(`permission ${permission} [${mediaTypes.join(', ')}] for ${origin}: ${yes ? 'granted' : 'denied'}`);
  return yes;
}

async function grant(host: PageHost, frame: Frame, names: readonly string[]): Promise<void> {
  const context = await contextOf(host.plan.state);
  const { origin } = new URL(frame.url());
  const perOrigin = granted.get(context) ?? new Map<string, Set<string>>();
  granted.set(context, perOrigin);
  // Each grant replaces the ones before for the same origin.
  const all = new Set([...(perOrigin.get(origin) ?? []), ...names]);
  perOrigin.set(origin, all);
  await context.grantPermissions([...all], { origin });
}

/** Asked, so that the product's refusal is seen; the stand-in has no screen to share, whatever it answers. */
async function askDisplay(host: PageHost, frame: Frame, origin: string): Promise<void> {
  const handler = host.plan.state.displayMedia;
  if (handler === null) return;
  const request = createEvent({
    frame: webFrameOf(frame),
    securityOrigin: origin,
    videoRequested: true,
    audioRequested: false,
    userGesture: false,
  });
  await new Promise<void>((resolve) =>
    handler(request as unknown as Electron.DisplayMediaRequestHandlerHandlerRequest, () => resolve()),
  );
}
