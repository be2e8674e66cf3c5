import { describe, expect, it } from 'vitest';
import { runSource } from '../../../electron/posture/run-source.ts';
import { lsblk } from '../../../electron/posture/sources/linux/lsblk.ts';
import { defineSource } from '../../../electron/posture/sources/source.ts';
import { ufwConf } from '../../../electron/posture/sources/linux/ufw-conf.ts';
import { fakeIo } from './fake-io.ts';

const CONTEXT = { asOf: '2026-11-22' };
const { signal } = new AbortController();
const PLAIN = '{"blockdevices":[{"name":"sda","type":"disk","mountpoint":"/"}]}';

describe('one run of a source', () => {
  it('asks an older tool in the way that it knows', async () => {
    const io = fakeIo({
      lsblk: (command) =>
        Promise.resolve(
          command.argv.some((arg) => arg.includes('MOUNTPOINTS'))
            ? { exitCode: 1, stderr: 'lsblk: unknown column: MOUNTPOINTS,PKNAME\n' }
            : { stdout: PLAIN },
        ),
    });
    const { result, what } = await runSource(lsblk, io, CONTEXT, signal);
    expect(result.reading).toMatchObject({ encrypted: false, state: 'off' });
    expect(what).toContain('MOUNTPOINT,');
  });

  it('takes nothing but the reason from a tool that failed, whatever it printed first', async () => {
    const io = fakeIo({
      lsblk: () => Promise.resolve({ exitCode: 1, stdout: PLAIN, stderr: 'lsblk: Permission denied\n' }),
    });
    const { result } = await runSource(lsblk, io, CONTEXT, signal);
    expect(result.reading).toEqual({ encrypted: null, state: null, percent: null, reason: 'needs-rights' });
  });

  it('is unknown when the output was cut at its limit', async () => {
    const io = fakeIo({ lsblk: () => Promise.resolve({ stdout: PLAIN, truncated: true }) });
    expect((await runSource(lsblk, io, CONTEXT, signal)).result.reading).toMatchObject({ reason: 'unreadable' });
  });

  it('does not judge by half of the settings files', async () => {
    const io = {
      ...fakeIo({}),
      readFile: (path: string) =>
        Promise.resolve(
          path === '/etc/ufw/ufw.conf'
            ? ({ status: 'read', text: 'ENABLED=yes\n' } as const)
            : ({ status: 'missing' } as const),
        ),
    };
    expect((await runSource(ufwConf, io, CONTEXT, signal)).result.reading).toMatchObject({
      enabled: null,
      reason: 'unreadable',
    });
  });

  it('turns a parser that throws into unknown', async () => {
    const broken = defineSource({
      ...lsblk,
      parse: () => {
        throw new Error('a fault of ours');
      },
    });
    const { result } = await runSource(
      broken,
      fakeIo({ lsblk: () => Promise.resolve({ stdout: PLAIN }) }),
      CONTEXT,
      signal,
    );
    expect(result.reading).toMatchObject({ encrypted: null, reason: 'unreadable' });
  });
});
