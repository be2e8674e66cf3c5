import { Menu, type MenuItemConstructorOptions } from 'electron';

/** Copy and paste, and on macOS what people expect in the bar. No developer tools, no reload: neither is the agent's. */
export function installMenu(isMac: boolean): void {
  const edit: MenuItemConstructorOptions = {
    label: 'Edit',
    submenu: [
      { role: 'undo' },
      { role: 'redo' },
      { role: 'cut' },
      { role: 'copy' },
      { role: 'paste' },
      { role: 'selectAll' },
    ],
  };
  const own: MenuItemConstructorOptions = {
    label: 'Offhook',
    submenu: [{ role: 'hide' }, { role: 'unhide' }, { type: 'separator' }, { role: 'quit' }],
  };
  Menu.setApplicationMenu(Menu.buildFromTemplate(isMac ? [own, edit] : [edit]));
}
