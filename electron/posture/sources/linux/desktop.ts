import { unknownReading, type Desktop } from '../reading.ts';
import { screenLockReading } from '../screen-lock.ts';
import { defineSource } from '../source.ts';

/** Names as in XDG_CURRENT_DESKTOP (https://specifications.freedesktop.org/menu-spec/latest/onlyshowin-registry.html) and XDG_SESSION_DESKTOP. */
const NAMES: readonly (readonly [RegExp, Desktop])[] = [
  [/^(x-)?cinnamon$/i, 'cinnamon'],
  [/^mate$/i, 'mate'],
  [/^(kde|plasma(x11|wayland)?)$/i, 'kde'],
  [/^(xfce|xubuntu)$/i, 'xfce'],
  [/^sway$/i, 'sway'],
  [/^hyprland$/i, 'hyprland'],
  // These lock with GNOME's own shell and settings; Budgie, Pantheon and Unity don't in every version.
  [/^(gnome|gnome-classic|gnome-xorg|ubuntu|pop|zorin)$/i, 'gnome'],
];

/** Which desktop's settings count. GTK programs bring GNOME's schemas along to every other one. */
export const desktop = defineSource({
  id: 'linux/desktop',
  platform: 'linux',
  family: 'screenLock',
  fact: 'screenLock',
  pace: 'settings',
  gather: { via: 'desktop' },
  parse: (output) => {
    // A list from the most to the least specific: `ubuntu:GNOME`, `X-Cinnamon`, `Budgie:GNOME`.
    const [first = ''] = output
      .trim()
      .replace(/^XDG_\w+=|^DESKTOP_SESSION=/, '')
      .split(/[:;\n]/);
    const known = NAMES.find(([name]) => name.test(first.trim()))?.[1];
    return known === undefined ? unknownReading.screenLock('unsupported') : screenLockReading({ desktop: known });
  },
});
