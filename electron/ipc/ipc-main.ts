/** For register.ts alone, so that no handler can be put on a channel without its checks; a rule in CI holds it. */
export { ipcMain } from 'electron';
