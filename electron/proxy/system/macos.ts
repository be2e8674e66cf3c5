import { AppError } from '../../../core/errors.ts';
import { readProxyAddress, type Change, type OriginalSetting, type Run, type SettingsStore } from './settings-store.ts';

const NETWORKSETUP = '/usr/sbin/networksetup';

/**
 * macOS keeps proxies per network service. `networksetup` may change them for a user who may change the network settings
 * (an administrator, by default): `man networksetup`. It says "Command requires admin privileges" and exits with 14 otherwise.
 */
export function createMacStore(run: Run): SettingsStore {
  const networksetup = async (...args: readonly string[]): Promise<string> => {
    const { exitCode, stdout, missing } = await run([NETWORKSETUP, ...args]);
    const isRefused = /requires admin|not authorized|must be run as root/i.test(stdout);
    if (isRefused || exitCode === 14)
      throw new AppError('NOT_ALLOWED', 'This account may not change the network settings of this Mac.');
    if (missing || exitCode !== 0 || /\*\* Error/.test(stdout))
      throw new AppError('UNAVAILABLE', `networksetup ${args[0] ?? ''} did not work (exit code ${exitCode}).`);
    return stdout;
  };
  const services = async (): Promise<string[]> => {
    // The first line explains the asterisk, which marks services that are switched off.
    const [, ...lines] = (await networksetup('-listallnetworkservices')).split('\n');
    return lines.filter((line) => line !== '' && !line.startsWith('*'));
  };
  return {
    kind: 'macos',
    anchor: 'url',
    read: async () => {
      const scopes = [];
      for (const id of await services()) {
        const pac = await networksetup('-getautoproxyurl', id);
        const discovery = await networksetup('-getproxyautodiscovery', id);
        scopes.push({
          id,
          values: {
            url: field(pac, 'URL') === '(null)' ? null : field(pac, 'URL'),
            state: field(pac, 'Enabled') === 'Yes' ? 'on' : 'off',
            discovery: field(discovery, 'Auto Proxy Discovery')?.toLowerCase() === 'on' ? 'on' : 'off',
          },
        });
      }
      return scopes;
    },
    ours: (pacUrl) => [
      ['url', pacUrl],
      ['state', 'on'],
      // Discovery comes before any PAC that was set.
      ['discovery', 'off'],
    ],
    off: () => [
      ['state', 'off'],
      ['url', null],
    ],
    write: async (id, changes) => {
      for (const args of commands(changes)) await networksetup(args[0], id, ...args.slice(1));
    },
    // configd tells every program that asked to be told.
    notify: () => Promise.resolve(),
    original: async (scopes): Promise<OriginalSetting> => {
      const active = scopes.find(({ values }) => values['state'] === 'on' && (values['url'] ?? '') !== '');
      if (active !== undefined) return { kind: 'pac', url: active.values['url'] ?? '' };
      for (const { id } of scopes) {
        const manual = await readManual(networksetup, id);
        if (manual !== null) return manual;
      }
      return scopes.some(({ values }) => values['discovery'] === 'on') ? { kind: 'auto-detect' } : { kind: 'direct' };
    },
  };
}

/** Setting an address also switches it on, so what is to be off goes off first and last. */
function commands(changes: readonly Change[]): (readonly [string, ...string[]])[] {
  const values = new Map(changes);
  const url = values.get('url');
  const state = values.get('state');
  const discovery = values.get('discovery');
  const off = ['-setautoproxystate', 'off'] as const;
  return [
    ...(state === 'off' ? [off] : []),
    ...(url === undefined ? [] : [['-setautoproxyurl', url ?? ''] as const]),
    ...(state === 'on' && url === undefined ? [['-setautoproxystate', 'on'] as const] : []),
    ...(state === 'off' ? [off] : []),
    ...(discovery === undefined || discovery === null ? [] : [['-setproxyautodiscovery', discovery] as const]),
  ];
}

async function readManual(
  networksetup: (...args: readonly string[]) => Promise<string>,
  id: string,
): Promise<OriginalSetting | null> {
  const proxy = async (command: string) => {
    const text = await networksetup(command, id);
    const address = `${field(text, 'Server') ?? ''}:${field(text, 'Port') ?? ''}`;
    return field(text, 'Enabled') === 'Yes' ? readProxyAddress(address) : null;
  };
  const http = await proxy('-getwebproxy');
  const https = await proxy('-getsecurewebproxy');
  if (http === null && https === null) return null;
  const bypass = (await networksetup('-getproxybypassdomains', id)).split('\n').filter((line) => /^\S+$/.test(line));
  return { kind: 'manual', http, https, bypass };
}

function field(text: string, name: string): string | null {
  const line = text.split('\n').find((candidate) => candidate.startsWith(`${name}: `));
  return line === undefined ? null : line.slice(name.length + 2).trim();
}
