import { readFileSync } from 'node:fs';
import type * as Electron from 'electron';
import { runtime } from './runtime.ts';
import { Menu } from './menu.ts';
import { checkOptions, createEvent, strict, StrictEmitter } from './strict.ts';

class NativeImage {
  readonly #isEmpty: boolean;
  constructor(bytes: Buffer) {
    // PNG and JPEG are what createFromPath reads everywhere; Windows also reads ICO.
    const isPng = bytes.subarray(0, 4).toString('latin1') === '\u0089PNG';
    const isJpeg = bytes[0] === 0xff && bytes[1] === 0xd8;
    const isIcon = process.platform === 'win32' && bytes.readUInt32LE?.(0) === 0x10000;
    this.#isEmpty = !(isPng || isJpeg || isIcon);
  }
  isEmpty(): boolean {
    return this.#isEmpty;
  }
}

const images = new WeakMap<object, NativeImage>();

function readImage(path: string): NativeImage {
  try {
    return new NativeImage(readFileSync(path));
  } catch {
    // As in Electron: a file that can't be read is an empty image.
    return new NativeImage(Buffer.alloc(4));
  }
}

export const nativeImage = strict('nativeImage', {
  createFromPath(path: string) {
    if (typeof path !== 'string') throw new TypeError('nativeImage.createFromPath needs a path');
    const image = readImage(path);
    const offered = strict('NativeImage', { isEmpty: () => image.isEmpty() });
    images.set(offered, image);
    return offered;
  },
});

function checkImage(image: unknown): void {
  const known =
    typeof image === 'string'
      ? readImage(image)
      : typeof image === 'object' && image !== null
        ? images.get(image)
        : undefined;
  if (known === undefined) throw new TypeError('A tray needs a NativeImage or a path');
  if (known.isEmpty()) throw new Error('Failed to load the image of the tray: it is empty');
}

export const trays = new Set<Tray>();

type Offered = Pick<Electron.Tray, 'setToolTip' | 'setImage' | 'setContextMenu' | 'destroy'>;

export class Tray extends StrictEmitter implements Offered {
  #toolTip = '';
  #menu: Menu | null = null;
  #isDestroyed = false;

  constructor(image: unknown, guid?: string) {
    super('Tray', ['click']);
    if (!runtime.isReady) throw new Error('Cannot create Tray before app is ready');
    checkImage(image);
    if (guid !== undefined) checkOptions('Tray', { guid }, {});
    trays.add(this);
  }
  static stateOf(tray: Tray) {
    return { toolTip: tray.#toolTip, menu: tray.#menu, click: () => tray.emit('click', createEvent({})) };
  }
  #check(): void {
    if (this.#isDestroyed) throw new Error('Tray is destroyed');
  }
  setToolTip(toolTip: string): void {
    this.#check();
    if (typeof toolTip !== 'string') throw new TypeError('setToolTip takes a text');
    this.#toolTip = toolTip;
  }
  setImage(image: unknown): void {
    this.#check();
    checkImage(image);
  }
  setContextMenu(menu: unknown): void {
    this.#check();
    if (menu !== null && !(menu instanceof Menu)) throw new TypeError('setContextMenu takes a Menu or null');
    this.#menu = menu;
  }
  destroy(): void {
    this.#isDestroyed = true;
    trays.delete(this);
  }
}
