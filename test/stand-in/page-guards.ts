import type { CallMain } from './page-protocol.ts';

/** Runs in every frame, by its text: what needs the main process's leave, and word of each visible change. */
export function installGuards(call: CallMain): void {
  const may = async (permission: string, mediaTypes: ('audio' | 'video')[] = []): Promise<boolean> => {
    const reply = await call({ type: 'permission', permission, mediaTypes });
    return reply.type === 'answer' && reply.yes;
  };
  const denied = (): DOMException => new DOMException('Permission denied', 'NotAllowedError');
  const replace = (
    owner: object | undefined,
    name: string,
    make: (native: (...args: unknown[]) => unknown) => unknown,
  ): void => {
    const native: unknown = owner === undefined ? undefined : Reflect.get(owner, name);
    if (owner === undefined || typeof native !== 'function') return;
    Object.defineProperty(owner, name, {
      value: make(native as never),
      writable: true,
      configurable: true,
      enumerable: true,
    });
  };
  const asking = (permission: string) => (native: (...args: unknown[]) => unknown) =>
    async function (this: unknown, ...args: unknown[]): Promise<unknown> {
      if (!(await may(permission))) throw denied();
      return native.apply(this, args);
    };

  const media = globalThis.MediaDevices?.prototype as object | undefined;
  replace(media, 'getUserMedia', (native) => {
    return async function (this: unknown, constraints?: MediaStreamConstraints): Promise<unknown> {
      const types: ('audio' | 'video')[] = [];
      if (constraints?.audio !== undefined && constraints.audio !== false) types.push('audio');
      if (constraints?.video !== undefined && constraints.video !== false) types.push('video');
      if (types.length > 0 && !(await may('media', types))) throw denied();
      return native.call(this, constraints);
    };
  });
  replace(media, 'getDisplayMedia', asking('display-capture'));
  const clipboard = globalThis.Clipboard?.prototype as object | undefined;
  for (const name of ['read', 'readText']) replace(clipboard, name, asking('clipboard-read'));
  for (const name of ['write', 'writeText']) replace(clipboard, name, asking('clipboard-sanitized-write'));
  replace(globalThis.Notification, 'requestPermission', () => async () => {
    return (await may('notifications')) ? 'granted' : 'denied';
  });
  replace(globalThis.Geolocation?.prototype, 'getCurrentPosition', (native) => {
    return function (this: unknown, ...args: unknown[]): void {
      // Chromium itself refuses when the answer is no: there is then no grant for it.
      void may('geolocation').then(() => native.apply(this, args));
    };
  });
  replace(globalThis, 'open', () => (url?: unknown, frameName?: unknown, features?: unknown): null => {
    const text = (value: unknown): string => (value === undefined ? '' : (value as URL).toString());
    const href = text(url) === '' ? 'about:blank' : new URL(text(url), document.baseURI).href;
    void call({ type: 'open', url: href, frameName: text(frameName), features: text(features) });
    return null;
  });

  if (window.top !== window) return;
  let waiting = false;
  const changed = (): void => {
    if (waiting) return;
    waiting = true;
    setTimeout(() => {
      waiting = false;
      void call({ type: 'changed' });
    }, 150);
  };
  new MutationObserver(changed).observe(document, {
    subtree: true,
    childList: true,
    attributes: true,
    characterData: true,
  });
  for (const event of ['load', 'input', 'resize', 'hashchange', 'focusin'])
    window.addEventListener(event, changed, { capture: true, passive: true });
}
