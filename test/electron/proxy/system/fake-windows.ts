import type { Run } from '../../../../electron/proxy/system/settings-store.ts';
import type { WantedSetting } from '../../../../electron/proxy/system/windows-script.ts';

export interface FakeWindows {
  readonly run: Run;
  readonly values: Map<string, string>;
  flags: number;
  /** What the scripts were given. */
  readonly wanted: WantedSetting[];
  readonly scripts: string[];
  isRestricted: boolean;
}

const SETTINGS = 'HKEY_CURRENT_USER\\Software\\Microsoft\\Windows\\CurrentVersion\\Internet Settings';

/** reg.exe's printing and what WinINet does with the option list; PowerShell itself is not run. */
export function fakeWindows(): FakeWindows {
  const fake: FakeWindows = {
    values: new Map(),
    flags: 9,
    wanted: [],
    scripts: [],
    isRestricted: false,
    run: (argv) => {
      const [file, ...args] = argv;
      if (file.endsWith('reg.exe')) return Promise.resolve(query(fake, args[3] ?? ''));
      const script = Buffer.from(args.at(-1) ?? '', 'base64').toString('utf16le');
      fake.scripts.push(script);
      if (fake.isRestricted) return Promise.resolve({ exitCode: 1, stdout: '', missing: false });
      const json = /FromBase64String\('([A-Za-z0-9+/=]*)'\)/.exec(script)?.[1] ?? '';
      const wanted = JSON.parse(Buffer.from(json, 'base64').toString('utf8')) as WantedSetting;
      fake.wanted.push(wanted);
      if (wanted.flags !== undefined) fake.flags = wanted.flags;
      if (wanted.url === '') fake.values.delete('AutoConfigURL');
      else if (wanted.url !== undefined) fake.values.set('AutoConfigURL', wanted.url);
      return Promise.resolve({ exitCode: 0, stdout: 'offhook-done\r\n', missing: false });
    },
  };
  return fake;
}

function query(fake: FakeWindows, name: string): { exitCode: number; stdout: string; missing: boolean } {
  if (name === 'DefaultConnectionSettings') {
    const head = Buffer.alloc(12);
    head.writeUInt32LE(0x46, 0);
    head.writeUInt32LE(7, 4);
    head.writeUInt32LE(fake.flags, 8);
    const hex = Buffer.concat([head, Buffer.alloc(44)])
      .toString('hex')
      .toUpperCase();
    return line(`${SETTINGS}\\Connections`, name, 'REG_BINARY', hex);
  }
  const value = fake.values.get(name);
  return value === undefined ? { exitCode: 1, stdout: '', missing: false } : line(SETTINGS, name, 'REG_SZ', value);
}

function line(key: string, name: string, type: string, value: string): ReturnType<typeof query> {
  return { exitCode: 0, stdout: `\r\n${key}\r\n    ${name}    ${type}    ${value}\r\n\r\n`, missing: false };
}
