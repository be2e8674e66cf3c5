import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SampleApp, seenBy } from './sample-app.ts';

let app: SampleApp;
let seen: Record<string, string> = {};

beforeAll(async () => {
  app = new SampleApp({ main: 'refusals.ts' });
  await app.until('the last window', (state) => state.windows.some((window) => window.url === 'app://ui/done'), 60_000);
  seen = await seenBy(await app.windowPage());
}, 90_000);
afterAll(async () => {
  await app.stop();
});

const REFUSED: readonly (readonly [string, RegExp])[] = [
  ['a window before ready', /before app is ready/],
  ['a view before ready', /before app is ready/],
  ['a tray before ready', /before app is ready/],
  ['a session before ready', /when app is ready/],
  ['an insecure scheme', /standard and secure/],
  ['a scheme past the CSP', /bypassCSP/],
  ['an unknown privilege', /allowExtensions/],
  ['schemes registered twice', /once/],
  ['a scheme after ready', /before app is ready/],
  ['a scheme nobody registered', /not registered/],
  ['a scheme handled twice', /Failed to register protocol: app/],
  ['a second handler', /Attempted to register a second handler for 'one'/],
  ['no handler', /Expected handler to be a function/],
  ['sandbox off', /sandbox is false/],
  ['isolation off', /contextIsolation is false/],
  ['Node in pages', /nodeIntegration is true/],
  ['webview tags', /webviewTag is true/],
  ['web security off', /"webSecurity"/],
  ['a preference of the wrong type', /"sandbox" must be boolean/],
  ['a relative preload', /absolute path/],
  ['a preload that is not there', /can't be read/],
  ['a preload in ESM', /no CommonJS file/],
  ['a foreign session', /must be a Session/],
  ['an unknown window option', /"frame" of BrowserWindow/],
  ['an unknown view option', /"webContents" of WebContentsView/],
  ['an unknown method', /BrowserWindow\.maximize/],
  ['an unknown static', /BrowserWindow\.getAllWindows/],
  ['an unknown property that is set', /BrowserWindow\.mine/],
  ['an unknown event', /"maximize" of BrowserWindow/],
  ['an unknown method of contents', /webContents\.executeJavaScript/],
  ['an unknown event of contents', /"dom-ready" of webContents/],
  ['an unknown method of a session', /Session\.setProxy/],
  ['an unknown path', /getPath\('home'\)/],
  ['an unknown method of app', /app\.relaunch/],
  ['an unknown method of shell', /shell\.openPath/],
  ['an unknown load option', /"userAgent" of loadURL/],
  ['the stand-in’s own origin', /the stand-in's own/],
  ['an address that is none', /ERR_INVALID_URL \(-300\) loading 'nowhere'/],
  ['a WebRTC policy that is none', /no WebRTC IP handling policy/],
  ['sending a function', /An object could not be cloned\./],
  ['bounds of a half pixel', /whole number/],
  ['a handler that is none', /function or null/],
  ['a filter that is none', /Invalid url pattern nonsense/],
  ['an unknown menu option', /"sublabel" of a menu item/],
  ['a menu item without a name', /label or a role/],
  ['a tray without an image', /it is empty/],
  ['an unknown notification option', /"urgency" of Notification/],
  ['an unknown power event', /"on-ac" of powerMonitor/],
  ['opening what is no URL', /Invalid URL/],
  ['setting userData late', /before the app is ready/],
  ['the sandbox late', /before app is ready/],
  ['a destroyed window', /Object has been destroyed/],
];

describe('the stand-in refuses, rather than ignores', () => {
  test.each(REFUSED)('%s', (name, words) => {
    expect(seen[name]).toMatch(/^threw /);
    expect(seen[name]).toMatch(words);
  });

  test('nothing else that the sample tried', () => {
    const refused = new Set(REFUSED.map(([name]) => name));
    expect(Object.keys(seen).filter((name) => !refused.has(name))).toEqual(['a good preload']);
    expect(seen['a good preload']).toBe('done');
  });
});
