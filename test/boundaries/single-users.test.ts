import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');

/** What an import rule can't see: one name out of a package, or a global. Each may be used in one file alone. */
const SINGLE_USERS: readonly { readonly what: string; readonly pattern: RegExp; readonly user: string }[] = [
  {
    what: 'ipcMain from Electron',
    pattern: /\{[^}]*\bipcMain\b[^}]*\}\s*from 'electron'/,
    user: 'electron/ipc/ipc-main.ts',
  },
  {
    what: 'shell from Electron',
    pattern: /\{[^}]*\bshell\b[^}]*\}\s*from 'electron'/,
    user: 'electron/security/open-external.ts',
  },
  {
    what: 'ipcRenderer from Electron',
    pattern: /\{[^}]*\bipcRenderer\b[^}]*\}\s*from 'electron'/,
    user: 'electron/preload.ts',
  },
  {
    what: 'the page’s bridge',
    pattern: /\b(window|globalThis)(\.offhook\b|\['offhook'\]|\)\.offhook\b)/,
    user: 'renderer/lib/bridge.ts',
  },
];

/** Ways around the rules above, allowed to nobody. */
const NEVER: readonly { readonly what: string; readonly pattern: RegExp }[] = [
  {
    what: 'the whole of Electron under one name',
    pattern: /import (\* as )?\w+ from 'electron'|require\('electron'\)/,
  },
  { what: 'code from text', pattern: /\bnew Function\(|[^.\w]eval\(/ },
  { what: 'HTML from text', pattern: /dangerouslySetInnerHTML|\.innerHTML\s*=|insertAdjacentHTML|document\.write\(/ },
];

const code = (text: string) => text.replaceAll(/\/\*[^]*?\*\/|^\s*\/\/.*$/gm, '');
const files = globSync('{core,electron,renderer,server,cli}/**/*.{ts,tsx}', { cwd: root }).map((path) => ({
  path: path.replaceAll('\\', '/'),
  text: code(readFileSync(join(root, path), 'utf8')),
}));

describe('what only one module may touch', () => {
  it('is looked for in all that ships', () => {
    for (const folder of ['core', 'electron', 'renderer', 'server', 'cli'])
      expect(files.filter(({ path }) => path.startsWith(`${folder}/`)).length).toBeGreaterThan(0);
  });

  it.each(SINGLE_USERS)('$what: only $user', ({ pattern, user }) => {
    expect(files.filter(({ text }) => pattern.test(text)).map(({ path }) => path)).toEqual([user]);
  });

  it.each(NEVER)('$what: nobody', ({ pattern }) => {
    expect(files.filter(({ text }) => pattern.test(text)).map(({ path }) => path)).toEqual([]);
  });

  it.each([
    ["import { app, ipcMain } from 'electron';", 0],
    ["import { shell as opener } from 'electron';", 1],
    ["import { ipcRenderer } from 'electron';", 2],
    ['window.offhook.invoke', 3],
    ["globalThis['offhook']", 3],
    ['(globalThis as Window).offhook', 3],
  ] as const)('%s is told as such', (line, index) => {
    expect(SINGLE_USERS[index]?.pattern.test(line.replace('globalThis as Window', 'globalThis'))).toBe(true);
  });

  it.each([
    ["import * as electron from 'electron';", 0],
    ["import electron from 'electron';", 0],
    ["const e = require('electron');", 0],
    ["new Function('x')", 1],
    [" eval('x')", 1],
    ['element.innerHTML = x', 2],
    ['<p dangerouslySetInnerHTML={x} />', 2],
  ] as const)('%s is told as such', (line, index) => {
    expect(NEVER[index]?.pattern.test(line)).toBe(true);
  });
});
