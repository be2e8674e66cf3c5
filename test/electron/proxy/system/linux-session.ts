import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Runs inside `dbus-run-session` with a home of its own and prints what it saw as JSON. `linux-session.ts HOME DESKTOP`. */
const [home = '', desktop = ''] = process.argv.slice(2);
const journal = join(home, 'journal.json');
const child = join(import.meta.dirname, 'keeper-child.ts');
const SECRET = 'ab'.repeat(32);
const OURS = `http://127.0.0.1:40001/${SECRET}/1/proxy.pac`;
const NEXT = `http://127.0.0.1:40002/${SECRET}/2/proxy.pac`;
const PROXY = 'org.gnome.system.proxy';

interface Told {
  readonly result: unknown;
  readonly commands: number;
}

function keeper(act: string, pac = '', killAfter = Infinity): Told | 'killed' {
  const { stdout, stderr, signal } = spawnSync(process.execPath, [child, journal, act, pac], {
    env: { ...process.env, XDG_CURRENT_DESKTOP: desktop, KILL_AFTER: String(killAfter) },
    encoding: 'utf8',
  });
  if (signal === 'SIGKILL') return 'killed';
  if (stdout === '') throw new Error(stderr);
  return JSON.parse(stdout) as Told;
}

const gsettings = (...args: readonly string[]): string =>
  execFileSync('/usr/bin/gsettings', args, { encoding: 'utf8' }).trim();
const kde = ['--file', 'kioslaverc', '--group', 'Proxy Settings', '--key'];
const kread = (key: string): string =>
  execFileSync('/usr/bin/kreadconfig5', [...kde, key], { encoding: 'utf8' }).trim();
const kwrite = (key: string, value: string): unknown => execFileSync('/usr/bin/kwriteconfig5', [...kde, key, value]);

function settings(): string {
  const gnome = ['mode', 'autoconfig-url'].map((key) => gsettings('get', PROXY, key));
  return JSON.stringify([...gnome, kread('ProxyType'), kread('Proxy Config Script')]);
}

type Before = () => void;
const BEFORE: Readonly<Record<string, Before>> = {
  nothing: () => undefined,
  'a PAC of the organisation': () => {
    gsettings('set', PROXY, 'autoconfig-url', 'http://pac.corp.example/it’s.pac');
    gsettings('set', PROXY, 'mode', 'auto');
    kwrite('ProxyType', '2');
    kwrite('Proxy Config Script', 'http://pac.corp.example/x.pac');
  },
  'a proxy set by hand': () => {
    gsettings('set', `${PROXY}.http`, 'host', 'web.corp.example');
    gsettings('set', `${PROXY}.http`, 'port', '8080');
    gsettings('set', PROXY, 'ignore-hosts', "['localhost', '*.corp.example']");
    gsettings('set', PROXY, 'mode', 'manual');
    kwrite('ProxyType', '1');
    kwrite('httpProxy', 'http://web.corp.example 8080');
    kwrite('NoProxyFor', 'localhost,.corp.example');
  },
};

const seen: unknown[] = [];
for (const [name, prepare] of Object.entries(BEFORE)) {
  gsettings('reset-recursively', PROXY);
  for (const key of ['ProxyType', 'Proxy Config Script'])
    execFileSync('/usr/bin/kwriteconfig5', [...kde, key, '--delete', '']);
  prepare();
  const before = settings();
  const original = (keeper('original') as Told).result;
  const engaged = keeper('engage', OURS) as Told;
  const during = settings();
  const owner = (keeper('owner') as Told).result;
  const again = (keeper('engage', NEXT) as Told).result;
  const stillOriginal = (keeper('original') as Told).result;
  const released = keeper('release') as Told;
  const after = settings();

  // Every command of setting and of putting back, cut short there, then healed as at the next start.
  const unhealed: unknown[] = [];
  const isSwept = name === 'a PAC of the organisation';
  for (const [act, commands] of isSwept
    ? ([
        ['engage', engaged.commands],
        ['release', released.commands],
      ] as const)
    : []) {
    for (let killAfter = 0; killAfter < commands; killAfter += 1) {
      if (act === 'release') keeper('engage', OURS);
      const outcome = keeper(act, OURS, killAfter);
      const healed = (keeper('heal') as Told).result;
      if (outcome !== 'killed' || settings() !== before || existsSync(journal))
        unhealed.push({ act, killAfter, outcome, healed, settings: settings() });
    }
  }

  keeper('engage', OURS);
  gsettings('set', PROXY, 'autoconfig-url', 'http://somebody.example/else.pac');
  kwrite('ProxyType', '0');
  kwrite('Proxy Config Script', 'http://somebody.example/else.pac');
  const taken = settings();
  const left = [
    (keeper('owner') as Told).result,
    (keeper('heal') as Told).result,
    settings() === taken,
    existsSync(journal),
  ];

  seen.push({
    name,
    original,
    engaged: engaged.result,
    during,
    owner,
    again,
    stillOriginal,
    released: released.result,
    isRestored: after === before,
    killPoints: engaged.commands + released.commands,
    unhealed,
    left,
  });
}
console.log(JSON.stringify(seen));
