import type * as Electron from 'electron';
import { checkOptions, createEvent, NotOffered, StrictEmitter } from './strict.ts';

const ITEM = {
  label: 'string',
  type: 'string',
  role: 'string',
  click: 'function',
  submenu: 'array',
  enabled: 'boolean',
  visible: 'boolean',
  checked: 'boolean',
  id: 'string',
  accelerator: 'string',
  toolTip: 'string',
} as const;
const TYPES = ['normal', 'separator', 'submenu', 'checkbox', 'radio'];

type Template = readonly Electron.MenuItemConstructorOptions[];

export interface ItemState {
  readonly label: string;
  readonly type: string;
  readonly isEnabled: boolean;
  readonly click: () => void;
  readonly items: readonly ItemState[];
}

function readItem(options: Electron.MenuItemConstructorOptions): ItemState {
  checkOptions('a menu item', options, ITEM);
  const submenu: unknown = options.submenu;
  const type = options.type ?? (Array.isArray(submenu) ? 'submenu' : 'normal');
  if (!TYPES.includes(type)) throw new TypeError(`Unknown menu item type: ${type}`);
  if (type !== 'separator' && options.label === undefined && options.role === undefined) {
    throw new TypeError('A menu item needs a label or a role');
  }
  const { click } = options;
  return {
    label: options.label ?? options.role ?? '',
    type,
    isEnabled: options.enabled ?? true,
    click: () => click?.(undefined as never, undefined, createEvent({}) as never),
    items: Array.isArray(submenu) ? (submenu as Template).map(readItem) : [],
  };
}

const KEY = Symbol('menu');
let applicationMenu: Menu | null = null;

export class Menu extends StrictEmitter {
  readonly #items: readonly ItemState[];

  constructor(key?: symbol, items: readonly ItemState[] = []) {
    super('Menu', []);
    if (key !== KEY) throw new NotOffered('new Menu(); build one with Menu.buildFromTemplate');
    this.#items = items;
  }
  static buildFromTemplate(template: Template): Menu {
    if (!Array.isArray(template)) throw new TypeError('Invalid template for Menu: Menu template must be an array');
    return new Menu(KEY, (template as Template).map(readItem));
  }
  static setApplicationMenu(menu: Menu | null): void {
    if (menu !== null && !(menu instanceof Menu)) throw new TypeError('setApplicationMenu takes a Menu or null');
    applicationMenu = menu;
  }
  static itemsOf(menu: Menu): readonly ItemState[] {
    return menu.#items;
  }
  static current(): Menu | null {
    return applicationMenu;
  }
}
