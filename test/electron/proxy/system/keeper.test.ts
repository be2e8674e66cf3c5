import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { chooseStores } from '../../../../electron/proxy/system/choose-stores.ts';
import { createFileJournal } from '../../../../electron/proxy/system/journal.ts';
import { createSystemProxyKeeper, type SystemProxyKeeper } from '../../../../electron/proxy/system/keeper.ts';
import { readProxyAddress, type Run } from '../../../../electron/proxy/system/settings-store.ts';
import { onEnd } from '../support/proxy.ts';
import { fakeMac } from './fake-mac.ts';
import { fakeWindows } from './fake-windows.ts';

const OURS = `http://127.0.0.1:40001/${'ab'.repeat(32)}/1/proxy.pac`;
const NEXT = `http://127.0.0.1:40001/${'ab'.repeat(32)}/2/proxy.pac`;

function keeperOn(platform: 'windows' | 'macos' | 'linux', run: Run, path = journalPath()): SystemProxyKeeper {
  const stores = chooseStores({ platform, desktop: 'GNOME', systemRoot: 'C:\\Windows', run });
  return createSystemProxyKeeper({ ...stores, journal: createFileJournal(path) });
}

function journalPath(): string {
  const folder = mkdtempSync(join(tmpdir(), 'offhook-journal-'));
  onEnd(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, 'deep', 'journal.json');
}

describe('the proxy settings of macOS', () => {
  it('are set for each network service and put back as they were, discovery and switched-off addresses included', async () => {
    const mac = fakeMac();
    const before = JSON.stringify([...mac.services]);
    const keeper = keeperOn('macos', mac.run);
    expect(await keeper.original()).toEqual({ kind: 'pac', url: 'http://pac.corp.example/a.pac' });
    expect(await keeper.engage(OURS)).toEqual({ done: true });
    for (const service of mac.services.values())
      expect(service).toMatchObject({ url: OURS, isOn: true, discovery: false });
    expect(await keeper.owner()).toBe('ours');
    expect(await keeper.release()).toBe('restored');
    expect(JSON.stringify([...mac.services])).toBe(before);
    expect(mac.commands.every(([file]) => file === '/usr/sbin/networksetup')).toBe(true);
  });

  it('are left to a person where the account may not change them', async () => {
    const mac = fakeMac();
    mac.isRefusing = true;
    const outcome = await keeperOn('macos', mac.run).engage(OURS);
    expect(outcome).toMatchObject({ done: false, why: 'not-permitted' });
    expect(outcome.done ? [] : outcome.steps).toContain(OURS);
  });

  it('of a service that somebody else has set since stay theirs', async () => {
    const mac = fakeMac();
    const keeper = keeperOn('macos', mac.run);
    await keeper.engage(OURS);
    const wifi = mac.services.get('Wi-Fi');
    if (wifi !== undefined) wifi.url = 'http://somebody.example/x.pac';
    expect(await keeper.owner()).toBe('theirs');
    expect(await keeper.release()).toBe('restored');
    expect(wifi).toMatchObject({ url: 'http://somebody.example/x.pac', isOn: true });
    expect(mac.services.get('USB 10/100/1000 LAN')).toMatchObject({ url: 'http://pac.corp.example/a.pac', isOn: true });
  });

  it('of a network that appeared meanwhile are put back too', async () => {
    const mac = fakeMac();
    const keeper = keeperOn('macos', mac.run);
    await keeper.engage(OURS);
    mac.services.set('iPhone USB', { url: '', isOn: false, discovery: false });
    await keeper.engage(NEXT);
    expect(await keeper.release()).toBe('restored');
    expect(mac.services.get('iPhone USB')).toEqual({ url: '', isOn: false, discovery: false });
  });

  it('tell of proxies set by hand', async () => {
    const mac = fakeMac();
    mac.services.delete('USB 10/100/1000 LAN');
    expect(await keeperOn('macos', mac.run).original()).toEqual({
      kind: 'manual',
      http: { host: 'web.corp.example', port: 8080 },
      https: { host: 'web.corp.example', port: 8080 },
      bypass: ['*.local', '169.254/16'],
    });
  });
});

describe('the proxy settings of Windows', () => {
  it('are set without auto-detection and put back as they were', async () => {
    const windows = fakeWindows();
    const keeper = keeperOn('windows', windows.run);
    expect(await keeper.original()).toEqual({ kind: 'auto-detect' });
    expect(await keeper.engage(OURS)).toEqual({ done: true });
    expect([windows.flags, windows.values.get('AutoConfigURL')]).toEqual([5, OURS]);
    expect(await keeper.release()).toBe('restored');
    expect([windows.flags, windows.values.has('AutoConfigURL')]).toEqual([9, false]);
    expect(windows.wanted).toEqual([
      { url: OURS, flags: 5 },
      { url: '', flags: 9 },
    ]);
  });

  it.each([
    ['web.corp.example:8080', 'web.corp.example', 'web.corp.example'],
    ['http=one.example:8080;https=two.example:8443;ftp=three.example:21', 'one.example', 'two.example'],
    ['https=two.example:8443', undefined, 'two.example'],
    ['http://one.example:8080', 'one.example', 'one.example'],
  ])('tell of the proxy %s', async (server, http, https) => {
    const windows = fakeWindows();
    windows.flags = 3;
    windows.values.set('ProxyServer', server);
    windows.values.set('ProxyOverride', '*.local;10.*;<local>');
    const original = await keeperOn('windows', windows.run).original();
    if (original.kind !== 'manual') throw new Error(`got ${original.kind}`);
    expect([original.http?.host, original.https?.host]).toEqual([http, https]);
    expect(original.bypass).toEqual(['*.local', '10.*', '<local>']);
  });

  it('are never written as text that PowerShell reads', async () => {
    const windows = fakeWindows();
    const hostile = `http://127.0.0.1:1/${'ab'.repeat(32)}/1/proxy.pac?'; Remove-Item C:\\ #`;
    await keeperOn('windows', windows.run).engage(hostile);
    expect(windows.scripts.join('')).not.toContain('Remove-Item');
    expect(windows.wanted[0]?.url).toBe(hostile);
  });

  it('are left to a person where PowerShell is restricted', async () => {
    const windows = fakeWindows();
    windows.isRestricted = true;
    expect(await keeperOn('windows', windows.run).engage(OURS)).toMatchObject({ done: false, why: 'not-permitted' });
  });
});

describe('the record of the former settings', () => {
  it('is on disk before anything is changed, readable by its owner alone', async () => {
    const mac = fakeMac();
    const path = journalPath();
    let modeAtFirstChange = -1;
    const keeper = keeperOn(
      'macos',
      (argv) => {
        if (argv[1]?.startsWith('-set') === true && modeAtFirstChange === -1)
          modeAtFirstChange = existsSync(path) ? 1 : 0;
        return mac.run(argv);
      },
      path,
    );
    await keeper.engage(OURS);
    expect(modeAtFirstChange).toBe(1);
    expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ ours: [OURS] });
    await keeper.release();
    expect(existsSync(path)).toBe(false);
  });

  it.each(['', '{', '{"schema":"offhook-proxy-journal/1"}', 'null', '[]'])(
    'that is damaged (%j) still leaves no computer with a proxy that is gone',
    async (text) => {
      const mac = fakeMac();
      const path = journalPath();
      await keeperOn('macos', mac.run, path).engage(OURS);
      writeFileSync(path, text);
      expect(await keeperOn('macos', mac.run, path).heal()).toBe('switched-off');
      for (const service of mac.services.values()) expect(service.isOn).toBe(false);
      expect(existsSync(path)).toBe(false);
    },
  );

  it('that is lost still leaves no computer with a proxy that is gone', async () => {
    const windows = fakeWindows();
    const path = journalPath();
    await keeperOn('windows', windows.run, path).engage(OURS);
    rmSync(path);
    const keeper = keeperOn('windows', windows.run, path);
    expect(await keeper.original()).toEqual({ kind: 'direct' });
    expect(await keeper.heal()).toBe('switched-off');
    expect(windows.flags).toBe(1);
    expect(await keeper.heal()).toBe('nothing-to-do');
  });

  it('never takes a setting of ours for somebody’s own', async () => {
    const windows = fakeWindows();
    windows.flags = 5;
    windows.values.set('AutoConfigURL', OURS);
    const keeper = keeperOn('windows', windows.run);
    await keeper.engage(NEXT);
    await keeper.release();
    expect([windows.flags, windows.values.has('AutoConfigURL')]).toEqual([1, false]);
  });

  it('stays when the system refuses just now', async () => {
    const mac = fakeMac();
    const path = journalPath();
    const keeper = keeperOn('macos', mac.run, path);
    await keeper.engage(OURS);
    mac.isRefusing = true;
    expect(await keeper.heal()).toBe('failed');
    expect(existsSync(path)).toBe(true);
    mac.isRefusing = false;
    expect(await keeper.heal()).toBe('restored');
  });

  it('takes what somebody set in between as what is to be put back', async () => {
    const windows = fakeWindows();
    const keeper = keeperOn('windows', windows.run);
    await keeper.engage(OURS);
    windows.flags = 5;
    windows.values.set('AutoConfigURL', 'http://new.corp.example/x.pac');
    await keeper.engage(NEXT);
    await keeper.release();
    expect(windows.values.get('AutoConfigURL')).toBe('http://new.corp.example/x.pac');
  });
});

describe('a computer without these tools', () => {
  it('is told so, with the steps', async () => {
    const run: Run = () => Promise.resolve({ exitCode: null, stdout: '', missing: true });
    for (const platform of ['linux', 'windows', 'macos'] as const) {
      const keeper = keeperOn(platform, run);
      expect(await keeper.engage(OURS)).toMatchObject({ done: false, why: 'not-available' });
      expect(await keeper.heal()).toBe('failed');
      expect(await keeper.owner()).toBe('unknown');
    }
  });
});

describe('a proxy’s address', () => {
  it.each([
    ['a.example:8080', { host: 'a.example', port: 8080 }],
    ['http://a.example:8080/', { host: 'a.example', port: 8080 }],
    ['http://a.example 8080', { host: 'a.example', port: 8080 }],
    ['a.example', { host: 'a.example', port: 80 }],
    ['[fd00::1]:3128', { host: 'fd00::1', port: 3128 }],
    ['', null],
    [':', null],
    ['a.example:0', null],
    ['a.example:99999', null],
    ['a b c', null],
  ])('%j is read as the systems write it', (text, address) => {
    expect(readProxyAddress(text)).toEqual(address);
  });
});
