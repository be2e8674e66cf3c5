import { linuxPlaces, toolOf } from './first-program.ts';
import { readProxyAddress, type OriginalSetting, type Run, type SettingsStore } from './settings-store.ts';

/** https://gitlab.gnome.org/GNOME/gsettings-desktop-schemas/-/blob/master/schemas/org.gnome.system.proxy.gschema.xml.in */
const SCHEMA = 'org.gnome.system.proxy';

/** GNOME and the desktops that share its settings. `gsettings` reads and writes GVariant text, which is kept as it is. */
export function createGnomeStore(run: Run): SettingsStore {
  const gsettings = toolOf(run, linuxPlaces('gsettings'));
  const get = async (schema: string, key: string): Promise<string> => (await gsettings('get', schema, key)).trim();
  const proxy = async (name: string) => {
    const address = `${readString(await get(`${SCHEMA}.${name}`, 'host'))}:${await get(`${SCHEMA}.${name}`, 'port')}`;
    return readProxyAddress(address);
  };
  return {
    kind: 'gnome',
    anchor: 'autoconfig-url',
    read: async () => [
      {
        id: 'user',
        values: { mode: await get(SCHEMA, 'mode'), 'autoconfig-url': await get(SCHEMA, 'autoconfig-url') },
      },
    ],
    ours: (pacUrl) => [
      ['autoconfig-url', `'${pacUrl}'`],
      ['mode', "'auto'"],
    ],
    off: () => [
      ['mode', "'none'"],
      ['autoconfig-url', null],
    ],
    write: async (_scope, changes) => {
      for (const [key, value] of changes)
        if (value === null) await gsettings('reset', SCHEMA, key);
        else await gsettings('set', SCHEMA, key, value);
    },
    // dconf tells every program that asked to be told.
    notify: () => Promise.resolve(),
    original: async ([scope]): Promise<OriginalSetting> => {
      const mode = readString(scope?.values['mode'] ?? '');
      const url = readString(scope?.values['autoconfig-url'] ?? '');
      if (mode === 'auto') return url === '' ? { kind: 'auto-detect' } : { kind: 'pac', url };
      if (mode !== 'manual') return { kind: 'direct' };
      const bypass = [...(await get(SCHEMA, 'ignore-hosts')).matchAll(/'([^']*)'/g)].map(([, host = '']) => host);
      return { kind: 'manual', http: await proxy('http'), https: await proxy('https'), bypass };
    },
  };
}

/** A GVariant string in single or double quotes; an address of a proxy has nothing to unescape. */
function readString(text: string): string {
  return /^(['"])(.*)\1$/.exec(text)?.[2] ?? '';
}
