import type { Frame } from 'playwright';
import { originOf, toOffered } from './origins.ts';
import { strict } from './strict.ts';

/** What the product may ask of Electron's WebFrameMain. */
export interface WebFrame {
  readonly url: string;
  readonly origin: string;
  readonly name: string;
  readonly detached: boolean;
  readonly parent: WebFrame | null;
  readonly top: WebFrame | null;
  isDestroyed(): boolean;
}

const frames = new WeakMap<Frame, WebFrame>();

/** The same object for the same frame each time, so that `event.senderFrame === contents.mainFrame` holds. */
export function webFrameOf(frame: Frame): WebFrame {
  const known = frames.get(frame);
  if (known !== undefined) return known;
  const made: WebFrame = strict('WebFrameMain', {
    get url() {
      return toOffered(frame.url());
    },
    get origin() {
      return originOf(toOffered(frame.url()));
    },
    get name() {
      return frame.name();
    },
    get detached() {
      return frame.isDetached();
    },
    get parent() {
      const parent = frame.parentFrame();
      return parent === null ? null : webFrameOf(parent);
    },
    get top() {
      return frame.isDetached() ? null : webFrameOf(frame.page().mainFrame());
    },
    isDestroyed: () => frame.isDetached() || frame.page().isClosed(),
  });
  frames.set(frame, made);
  return made;
}
