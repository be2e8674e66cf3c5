import { linuxPlaces, toolOf } from './first-program.ts';
import { readProxyAddress, type OriginalSetting, type Run, type SettingsStore } from './settings-store.ts';

/** kioslaverc's ProxyType: https://invent.kde.org/frameworks/kio/-/blob/master/src/core/kprotocolmanager.h */
const TYPES = { none: '0', manual: '1', pac: '2', wpad: '3' } as const;
const PLACE = ['--file', 'kioslaverc', '--group', 'Proxy Settings', '--key'] as const;

export function createKdeStore(run: Run): SettingsStore {
  const read = toolOf(run, linuxPlaces('kreadconfig6', 'kreadconfig5'));
  const write = toolOf(run, linuxPlaces('kwriteconfig6', 'kwriteconfig5'));
  const dbusSend = toolOf(run, linuxPlaces('dbus-send'));
  // A key that isn't there reads as an empty line, and an empty value means the same to KDE.
  const get = async (key: string): Promise<string | null> => (await read(...PLACE, key)).replace(/\r?\n$/, '') || null;
  return {
    kind: 'kde',
    anchor: 'Proxy Config Script',
    read: async () => [
      {
        id: 'user',
        values: { ProxyType: await get('ProxyType'), 'Proxy Config Script': await get('Proxy Config Script') },
      },
    ],
    ours: (pacUrl) => [
      ['Proxy Config Script', pacUrl],
      ['ProxyType', TYPES.pac],
    ],
    off: () => [
      ['ProxyType', TYPES.none],
      ['Proxy Config Script', null],
    ],
    write: async (_scope, changes) => {
      for (const [key, value] of changes)
        if (value === null) await write(...PLACE, key, '--delete', '');
        else await write(...PLACE, key, value);
    },
    // KIO's workers read their settings again; browsers watch the file. Without a session bus nobody listens anyway.
    notify: async () => {
      const signal = ['--type=signal', '/KIO/Scheduler', 'org.kde.KIO.Scheduler.reparseSlaveConfiguration', 'string:'];
      await dbusSend('--session', ...signal).catch(() => '');
    },
    original: async ([scope]): Promise<OriginalSetting> => {
      const type = scope?.values['ProxyType'] ?? TYPES.none;
      const url = scope?.values['Proxy Config Script'] ?? '';
      if (type === TYPES.wpad || (type === TYPES.pac && url === '')) return { kind: 'auto-detect' };
      if (type === TYPES.pac) return { kind: 'pac', url };
      if (type !== TYPES.manual) return { kind: 'direct' };
      const proxy = async (key: string) => readProxyAddress((await get(key)) ?? '');
      const bypass = ((await get('NoProxyFor')) ?? '').split(/[\s,]+/).filter((host) => host !== '');
      return { kind: 'manual', http: await proxy('httpProxy'), https: await proxy('httpsProxy'), bypass };
    },
  };
}
