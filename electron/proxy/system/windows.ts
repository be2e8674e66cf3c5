import { AppError } from '../../../core/errors.ts';
import { readProxyAddress, type OriginalSetting, type Run, type SettingsStore } from './settings-store.ts';
import { encodedCommand, writeScript } from './windows-script.ts';

const SETTINGS = 'HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Internet Settings';

/** INTERNET_PER_CONN_FLAGS: https://learn.microsoft.com/windows/win32/api/wininet/ns-wininet-internet_per_conn_optionw */
const FLAGS = { direct: 1, proxy: 2, pac: 4, autoDetect: 8 } as const;

export interface WindowsPlaces {
  /** `C:\Windows`, as the system says it. */
  readonly systemRoot: string;
}

/**
 * Reads the user's registry with reg.exe and writes by WinINet's own function, which also tells running programs. No
 * administrator rights, no module of ours in anybody's process.
 */
export function createWindowsStore(run: Run, { systemRoot }: WindowsPlaces): SettingsStore {
  const reg = `${systemRoot}\\System32\\reg.exe`;
  const powershell = `${systemRoot}\\System32\\WindowsPowerShell\\v1.0\\powershell.exe`;
  // reg.exe exits with 1 for a value that isn't there.
  const query = async (key: string, name: string): Promise<string | null> => {
    const { stdout, missing } = await run([reg, 'query', key, '/v', name]);
    if (missing) throw new AppError('UNAVAILABLE', 'reg.exe is missing on this computer.');
    return readRegistryValue(stdout, name);
  };
  return {
    kind: 'windows',
    anchor: 'AutoConfigURL',
    read: async () => [
      {
        id: 'user',
        values: {
          AutoConfigURL: await query(SETTINGS, 'AutoConfigURL'),
          flags: readFlags(await query(`${SETTINGS}\\Connections`, 'DefaultConnectionSettings')),
        },
      },
    ],
    ours: (pacUrl) => [
      ['AutoConfigURL', pacUrl],
      // Not auto-detect: it would come first.
      ['flags', String(FLAGS.direct | FLAGS.pac)],
    ],
    off: () => [
      ['flags', String(FLAGS.direct)],
      ['AutoConfigURL', null],
    ],
    write: async (_scope, changes) => {
      const values = new Map(changes);
      const url = values.get('AutoConfigURL');
      const flags = values.get('flags');
      const wanted = {
        ...(values.has('AutoConfigURL') ? { url: url ?? '' } : {}),
        ...(flags === undefined ? {} : { flags: Number(flags ?? FLAGS.direct) }),
      };
      const { exitCode, stdout, missing } = await run([powershell, ...encodedCommand(writeScript(wanted))]);
      if (missing || exitCode !== 0 || !stdout.includes('offhook-done'))
        throw new AppError('NOT_ALLOWED', 'Windows did not take the proxy setting. PowerShell may be restricted here.');
    },
    // The same script told them.
    notify: () => Promise.resolve(),
    original: async ([scope]): Promise<OriginalSetting> => {
      const flags = Number(scope?.values['flags'] ?? FLAGS.direct);
      const url = scope?.values['AutoConfigURL'] ?? '';
      // A saved address without its flag is one that was switched off.
      if ((flags & FLAGS.pac) !== 0 && url !== '') return { kind: 'pac', url };
      if ((flags & FLAGS.proxy) !== 0)
        return readManual((await query(SETTINGS, 'ProxyServer')) ?? '', (await query(SETTINGS, 'ProxyOverride')) ?? '');
      return (flags & FLAGS.autoDetect) === 0 ? { kind: 'direct' } : { kind: 'auto-detect' };
    },
  };
}

/** `    Name    REG_SZ    value`: https://learn.microsoft.com/windows-server/administration/windows-commands/reg-query */
function readRegistryValue(stdout: string, name: string): string | null {
  for (const line of stdout.split(/\r?\n/)) {
    const match = /^\s+(\S.*?)\s+REG_(?:SZ|EXPAND_SZ|BINARY|DWORD)(?:\s+(.*))?$/.exec(line);
    if (match?.[1]?.toLowerCase() === name.toLowerCase()) return (match[2] ?? '').trim() || null;
  }
  return null;
}

/** The flags are the third 32-bit number of WinINet's own record; only read here, written by WinINet alone. */
function readFlags(hex: string | null): string | null {
  return hex === null || !/^[0-9A-Fa-f]{24,}$/.test(hex) ? null : String(Buffer.from(hex, 'hex').readUInt32LE(8) & 15);
}

/** `host:port` for everything, or `http=host:port;https=host:port`. */
function readManual(server: string, override: string): OriginalSetting {
  const bySchema = new Map(
    server.split(';').map((part) => {
      const [schema = '', address] = part.split('=');
      return address === undefined ? (['', schema] as const) : ([schema.trim().toLowerCase(), address] as const);
    }),
  );
  const proxy = (schema: string) => readProxyAddress(bySchema.get(schema) ?? bySchema.get('') ?? '');
  const bypass = override.split(/[;\s]+/).filter((host) => host !== '');
  return { kind: 'manual', http: proxy('http'), https: proxy('https'), bypass };
}
