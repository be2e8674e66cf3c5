import { join } from 'node:path';
import { Menu, nativeImage, Tray } from 'electron';
import type { ClientView } from '../../core/ipc/client-view.ts';
import { gateWords, phoneSign, type PhoneSign } from './gate-words.ts';

export interface AppTray {
  show(view: ClientView): void;
  destroy(): void;
}

export interface TrayDeps {
  /** The folder with a picture for each sign, and a template one (in black alone) for macOS. */
  readonly icons: string;
  readonly isMac: boolean;
  readonly onOpen: () => void;
  readonly onQuit: () => void;
}

/** The icon in the system's bar: its shape and its words carry the phone's state. */
export function createTray({ icons, isMac, onOpen, onQuit }: TrayDeps): AppTray {
  const image = (sign: PhoneSign) => nativeImage.createFromPath(join(icons, `${sign}${isMac ? 'Template' : ''}.png`));
  let sign: PhoneSign = 'unknown';
  let words = '';
  let gone = false;
  const tray = new Tray(image(sign));
  tray.on('click', onOpen);
  return {
    show(view) {
      // A late goodbye may still change the view; Electron throws on a tray that is gone.
      if (gone) return;
      const now = phoneSign(view);
      if (now !== sign) tray.setImage(image(now));
      sign = now;
      if (gateWords(view) === words) return;
      words = gateWords(view);
      tray.setToolTip(words);
      tray.setContextMenu(
        Menu.buildFromTemplate([
          { label: words, enabled: false },
          { type: 'separator' },
          { label: 'Open Offhook', click: onOpen },
          { label: 'Quit Offhook', click: onQuit },
        ]),
      );
    },
    destroy() {
      gone = true;
      tray.destroy();
    },
  };
}
