import { refusalReason } from '../format/refusal.ts';
import { unknownReading } from '../reading.ts';
import { defineSource } from '../source.ts';
import { registrySwitch, registryValues } from './registry-value.ts';

/**
 * AutoAdminLogon (https://learn.microsoft.com/troubleshoot/windows-server/user-profiles-and-logon/turn-on-automatic-logon). The query names `Auto`, so that
 * AutoRestartShell, which is always there, proves that the key was read; the whole key can hold a password in plain text.
 */
export const winlogon = defineSource({
  id: 'windows/winlogon',
  platform: 'windows',
  family: 'autoLogin',
  fact: 'autoLogin',
  pace: 'hourly',
  gather: {
    via: 'command',
    tool: ['C:\\Windows\\System32\\reg.exe'],
    args: ['query', 'HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\Winlogon', '/v', '/f', 'Auto', '/reg:64'],
  },
  parse: (output, { exitCode }) => {
    const states = ['AutoAdminLogon', 'ForceAutoLogon'].map((name) => ({
      isThere: registryValues(output, name).length > 0,
      on: registrySwitch(output, name),
    }));
    if (states.some(({ on }) => on === true)) return { autoLogin: true, reason: null };
    if (states.some(({ isThere, on }) => isThere && on === null)) return unknownReading.autoLogin('unreadable');
    if (registrySwitch(output, 'AutoAdminLogon') === false) return { autoLogin: false, reason: null };
    // reg query lists a key's values before its subkeys: past those nothing is missing.
    const isPast = /^HKEY_\S.*\\Winlogon\\\S+\s*$/im.test(output);
    const isProved = registryValues(output, 'AutoRestartShell').length > 0 && (exitCode !== undefined || isPast);
    return isProved ? { autoLogin: false, reason: null } : unknownReading.autoLogin(refusalReason(output));
  },
});
