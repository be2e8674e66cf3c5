import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PostureIo } from '../../../../electron/posture/io/posture-io.ts';
import { runSource } from '../../../../electron/posture/run-source.ts';
import { findSource } from '../../../../electron/posture/sources/catalogue.ts';
import { systemIo, whyNotReal } from './namespace.ts';

const why = whyNotReal();

/** The source's own tool, begun by another program that changes what it sees. */
function behind(...wrapper: readonly [string, ...string[]]): PostureIo {
  const io = systemIo();
  return {
    ...io,
    run: (command, signal) =>
      existsSync(command.argv[0])
        ? io.run({ ...command, argv: [...wrapper, ...command.argv] }, signal)
        : io.run(command, signal),
  };
}

async function read(id: string, io: PostureIo): Promise<unknown> {
  const source = findSource(id);
  if (source === undefined) throw new Error(`There is no source ${id}.`);
  const { result } = await runSource(source, io, { asOf: '2026-11-22' }, new AbortController().signal);
  return result.reading;
}

/** A mount namespace whose /etc holds only what `make` puts there. */
function withEtc(make: string): PostureIo {
  const script = `mount -t tmpfs none /etc && ${make} && exec "$@"`;
  return behind('/usr/bin/unshare', '--mount', '/bin/sh', '-c', script, 'sh');
}

describe.skipIf(why !== null)(`real settings of real programs${why === null ? '' : ` (${why})`}`, () => {
  it('finds automatic login in whichever of SDDM’s files it stands', async () => {
    const make =
      'mkdir /etc/sddm.conf.d && printf "[Autologin]\\nUser=\\n[Users]\\nMaximumUid=60000\\n" >/etc/sddm.conf';
    expect(await read('linux/sddm', withEtc(make))).toEqual({ autoLogin: false, reason: null });
    const more = `${make} && printf "[Autologin]\\nSession=plasma\\nUser=user1\\n" >/etc/sddm.conf.d/kde_settings.conf`;
    expect(await read('linux/sddm', withEtc(more))).toEqual({ autoLogin: true, reason: null });
    expect(await read('linux/sddm', withEtc('true'))).toMatchObject({ autoLogin: null, reason: 'not-installed' });
  });

  it('finds automatic login and guests in lightdm’s files, and neither where it has no files', async () => {
    const make =
      'mkdir -p /etc/lightdm/lightdm.conf.d && printf "[Seat:*]\\n#autologin-user=\\n" >/etc/lightdm/lightdm.conf';
    expect(await read('linux/lightdm', withEtc(make))).toEqual({ autoLogin: false, reason: null });
    expect(await read('linux/guest', withEtc(make))).toMatchObject({ guestEnabled: null });
    const on = `${make} && printf "[Seat:*]\\nautologin-user=user1\\nallow-guest=true\\n" >/etc/lightdm/lightdm.conf.d/50.conf`;
    expect(await read('linux/lightdm', withEtc(on))).toEqual({ autoLogin: true, reason: null });
    expect(await read('linux/guest', withEtc(on))).toEqual({ guestEnabled: true, reason: null });
    expect(await read('linux/guest', withEtc('true'))).toEqual({ guestEnabled: false, reason: null });
  });

  it('finds a console that signs somebody in', async () => {
    const folder = '/etc/systemd/system/getty@tty1.service.d';
    const make = `mkdir -p ${folder} && printf "[Service]\\nExecStart=\\nExecStart=-/sbin/agetty --autologin user1 --noclear %%I\\n" >${folder}/autologin.conf`;
    expect(await read('linux/console-autologin', withEtc(make))).toEqual({ autoLogin: true, reason: null });
    expect(await read('linux/console-autologin', withEtc('true'))).toMatchObject({ autoLogin: null });
  });

  it('sees who may become root', async () => {
    const as = (...more: readonly string[]): PostureIo =>
      behind('/usr/bin/setpriv', '--reuid', '65534', '--regid', '65534', ...more);
    expect(await read('linux/id', systemIo())).toEqual({ admin: true, reason: null });
    expect(await read('linux/id', as('--clear-groups'))).toEqual({ admin: false, reason: null });
    expect(await read('linux/id', as('--groups', '27'))).toEqual({ admin: true, reason: null });
    // A number that no group has may be anybody's.
    expect(await read('linux/id', as('--groups', '64242'))).toMatchObject({ admin: null });
  });

  it('reads what a real systemd-detect-virt says of this machine', async () => {
    expect(['none', 'vm']).toContain(
      ((await read('linux/detect-virt', systemIo())) as { vm: boolean | null }).vm === true ? 'vm' : 'none',
    );
    const word = execFileSync('/bin/sh', ['-c', 'systemd-detect-virt --vm || true'], { encoding: 'utf8' }).trim();
    expect(await read('linux/detect-virt', systemIo())).toEqual({
      vm: word !== 'none',
      hypervisor: word === 'none' ? null : word,
      reason: null,
    });
  });

  it('looks only for the programs that lock', async () => {
    expect(await read('linux/lock-programs', systemIo())).toMatchObject({ lockers: [] });
  });
});

const noGsettings = existsSync('/usr/share/glib-2.0/schemas/org.gnome.desktop.screensaver.gschema.xml')
  ? null
  : 'needs gsettings-desktop-schemas';

describe.skipIf(noGsettings !== null)(`a real gsettings${noGsettings === null ? '' : ` (${noGsettings})`}`, () => {
  let home: string;
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'offhook-gsettings-'));
  });
  afterEach(() => rmSync(home, { recursive: true }));

  const env = (): readonly [string, ...string[]] => [
    '/usr/bin/env',
    'GSETTINGS_BACKEND=keyfile',
    `XDG_CONFIG_HOME=${home}`,
  ];
  const set = (schema: string, key: string, value: string): void => {
    const [file, ...args] = env();
    execFileSync(file, [...args, 'gsettings', 'set', schema, key, value]);
  };

  it('says what was set', async () => {
    set('org.gnome.desktop.screensaver', 'lock-delay', '30');
    set('org.gnome.desktop.session', 'idle-delay', '600');
    expect(await read('linux/gsettings', behind(...env()))).toMatchObject({ lockOnWake: true, delaySeconds: 30 });
    expect(await read('linux/gsettings-idle', behind(...env()))).toMatchObject({ delaySeconds: 600 });
    set('org.gnome.desktop.screensaver', 'lock-enabled', 'false');
    set('org.gnome.desktop.session', 'idle-delay', '0');
    set('org.gnome.desktop.lockdown', 'disable-lock-screen', 'true');
    expect(await read('linux/gsettings', behind(...env()))).toMatchObject({ lockOnWake: false, locks: false });
    expect(await read('linux/gsettings-idle', behind(...env()))).toMatchObject({ locks: false });
    expect(await read('linux/gsettings-lockdown', behind(...env()))).toMatchObject({ locks: false });
    expect(await read('linux/gsettings-cinnamon', behind(...env()))).toMatchObject({ reason: 'not-installed' });
  });
});
