import { describe, expect, it } from 'vitest';
import type { RemoteService } from '../../../../core/checks/remote-access/fact.ts';
import type { UnknownReason } from '../../../../core/facts/fact.ts';
import { combineRemoteAccess } from '../../../../electron/posture/combine/remote-access.ts';
import type { Aged } from '../../../../electron/posture/combine/results.ts';
import { unknownReading } from '../../../../electron/posture/sources/reading.ts';
import { ALL_SERVICES, remoteAccess } from '../../../../electron/posture/sources/remote-access.ts';

const says = (
  source: string,
  services: readonly RemoteService[],
  covers: readonly RemoteService[] = ALL_SERVICES,
): Aged => ({
  source,
  family: 'remoteAccess',
  reading: remoteAccess(services, covers),
  ageMs: 1,
});
const silent = (source: string, reason: UnknownReason): Aged => ({
  source,
  family: 'remoteAccess',
  reading: unknownReading.remoteAccess(reason),
  ageMs: 1,
});

describe('remote access, from several sources', () => {
  it('is on as soon as one source sees it, although another sees nothing', () => {
    expect(
      combineRemoteAccess([says('linux/listeners', []), says('linux/remote-units', ['ssh'], ['ssh'])], 'linux'),
    ).toMatchObject({
      value: { services: ['ssh'] },
    });
  });

  it('is off when everything was looked at', () => {
    expect(
      combineRemoteAccess([says('linux/listeners', []), silent('linux/remote-units', 'not-installed')], 'linux'),
    ).toMatchObject({
      status: 'known',
      value: { services: [] },
    });
  });

  it('is unknown when a part was not looked at, or somebody who is there did not answer', () => {
    expect(combineRemoteAccess([says('linux/remote-units', [], ['ssh'])], 'linux').status).toBe('unknown');
    expect(
      combineRemoteAccess([says('linux/listeners', []), silent('linux/remote-units', 'timed-out')], 'linux'),
    ).toMatchObject({
      reason: 'timed-out',
    });
    expect(combineRemoteAccess([], 'macos')).toMatchObject({ status: 'unknown', reason: 'not-measured' });
  });

  it('is on although the other source kept silent', () => {
    expect(
      combineRemoteAccess([says('macos/launchctl', ['vnc'], ['vnc']), silent('macos/listeners', 'timed-out')], 'macos'),
    ).toMatchObject({
      value: { services: ['vnc'] },
    });
  });

  it('follows a group policy rather than the switch', () => {
    const rest = [
      says('windows/remote-services', [], ['ssh', 'winrm', 'remote-management']),
      says('windows/smb-shares', [], ['file-sharing']),
    ];
    const policy = (services: readonly RemoteService[]): Aged =>
      says('windows/terminal-server-policy', services, ['rdp']);
    const switched = (services: readonly RemoteService[]): Aged => says('windows/terminal-server', services, ['rdp']);
    expect(combineRemoteAccess([...rest, switched(['rdp']), policy([])], 'windows')).toMatchObject({
      value: { services: [] },
    });
    expect(combineRemoteAccess([...rest, switched([]), policy(['rdp'])], 'windows')).toMatchObject({
      value: { services: ['rdp'] },
    });
    expect(
      combineRemoteAccess(
        [...rest, switched([]), silent('windows/terminal-server-policy', 'not-installed')],
        'windows',
      ),
    ).toMatchObject({ value: { services: [] } });
  });
});
