import { screen } from 'electron';

/** Another display may be another pair of eyes, or a recorder. Only after the app is ready: Electron refuses `screen` before. */
export function followDisplays(lookAgain: () => void): void {
  screen.on('display-added', () => {
    lookAgain();
  });
  screen.on('display-removed', () => {
    lookAgain();
  });
}
