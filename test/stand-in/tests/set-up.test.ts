import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { presentElectron } from '../../../scripts/start/electron-binary.ts';
import { findChromium } from '../../../scripts/find-chromium.ts';
import { decodePng, drawOver, encodePng } from '../png.ts';
import { readPreload } from '../preload.ts';
import { readSettings } from '../settings.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stand-in-set-up-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function write(name: string, text: string): string {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
}

describe('the settings', () => {
  test('have defaults', () => {
    expect(readSettings({ PATH: '/bin' })).toEqual({ HEADED: false, BANNER: true, CONTROL: false, EXTRA_ARGS: [] });
  });

  test.each([
    ['OFFHOOK_STAND_IN_HEADLESS', '1', /OFFHOOK_STAND_IN_HEADLESS/],
    ['OFFHOOK_STAND_IN_HEADED', 'yes', /OFFHOOK_STAND_IN_HEADED/],
    ['OFFHOOK_STAND_IN_CDP_PORT', '70000', /OFFHOOK_STAND_IN_CDP_PORT/],
    ['OFFHOOK_STAND_IN_SCREENSHOTS', 'shots', /absolute path/],
    ['OFFHOOK_STAND_IN_EXTRA_ARGS', '["about:blank"]', /OFFHOOK_STAND_IN_EXTRA_ARGS/],
  ])('refuse %s=%s by its name', (name, value, words) => {
    expect(() => readSettings({ [name]: value })).toThrow(words);
  });
});

describe('Chromium', () => {
  test('is the one that is named', () => {
    expect(findChromium({ OFFHOOK_STAND_IN_CHROMIUM: process.execPath })).toBe(process.execPath);
  });

  test('is an error when the one that is named can’t be run', () => {
    expect(() => findChromium({ OFFHOOK_STAND_IN_CHROMIUM: join(folder, 'none') })).toThrow(
      /no program that can be run/,
    );
  });

  test.runIf(process.platform !== 'win32')('is looked for on the PATH of Linux and in the programs of macOS', () => {
    const mac = join(folder, 'Applications', 'Chromium.app', 'Contents', 'MacOS');
    mkdirSync(mac, { recursive: true });
    for (const path of [write('microsoft-edge', ''), join(mac, 'Chromium')]) {
      writeFileSync(path, '');
      chmodSync(path, 0o755);
    }
    // Playwright's own and the ones of the system itself come first where they are there.
    expect(findChromium({ PATH: folder }, 'linux')).not.toBeNull();
    expect(findChromium({ HOME: folder }, 'darwin')).not.toBeNull();
  });
});

describe('Electron’s own program', () => {
  test('is there only when its file is, and is never fetched', () => {
    const electron = join(folder, 'node_modules', 'electron');
    mkdirSync(join(electron, 'dist'), { recursive: true });
    expect(presentElectron(folder, {})).toBeNull();
    writeFileSync(join(electron, 'path.txt'), 'electron');
    expect(presentElectron(folder, {})).toBeNull();
    writeFileSync(join(electron, 'dist', 'electron'), '');
    expect(presentElectron(folder, {})).toBe(join(electron, 'dist', 'electron'));
    expect(presentElectron(folder, { ELECTRON_OVERRIDE_DIST_PATH: folder })).toBeNull();
    expect(presentElectron(folder, { ELECTRON_OVERRIDE_DIST_PATH: join(electron, 'dist') })).toBe(
      join(electron, 'dist', 'electron'),
    );
  });
});

describe('a preload', () => {
  test('is one CommonJS file', () => {
    const source = "const { contextBridge } = require('electron');\nmodule.exports = contextBridge;";
    expect(readPreload(write('preload.cjs', source))).toBe(source);
  });

  test.each([
    ['esm.js', "import { contextBridge } from 'electron';", /no CommonJS file/],
    ['export.js', 'export const x = 1;', /no CommonJS file/],
    ['await.js', 'await Promise.resolve();', /no CommonJS file/],
    ['broken.js', 'const = 1;', /no CommonJS file/],
    ['dynamic.js', "void import('electron');", /can't import\(\)/],
    ['module.mjs', 'const x = 1;', /can't be an ES module/],
  ])('is refused as %s', (name, text, words) => {
    expect(() => readPreload(write(name, text))).toThrow(words);
  });

  test('is refused by a relative path, or one where nothing is', () => {
    expect(() => readPreload('preload.cjs')).toThrow(/absolute/);
    expect(() => readPreload(join(folder, 'none.cjs'))).toThrow(/can't be read/);
  });
});

test('a picture comes back as it was written, and another is drawn over it', () => {
  const pixels = Buffer.from(Array.from({ length: 5 * 3 * 4 }, (_unused, index) => (index * 37) & 255));
  const picture = { width: 5, height: 3, pixels };
  const back = decodePng(encodePng(picture));
  expect(back).toEqual(picture);
  const red = { width: 4, height: 4, pixels: Buffer.alloc(64, 200) };
  drawOver(back, red, { x: 3, y: 1, width: 4, height: 4 });
  expect(back.pixels.readUInt8((1 * 5 + 3) * 4)).toBe(200);
  expect(back.pixels.subarray(0, 5 * 4)).toEqual(pixels.subarray(0, 5 * 4));
  expect(back.pixels.subarray(2 * 5 * 4, (2 * 5 + 3) * 4)).toEqual(pixels.subarray(2 * 5 * 4, (2 * 5 + 3) * 4));
});
