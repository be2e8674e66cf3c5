import { refusalReason } from '../format/refusal.ts';
import { unknownReading, type ScreenLockReading } from '../reading.ts';
import { screenLockReading } from '../screen-lock.ts';
import { defineSource } from '../source.ts';
import { powershellJson } from './powershell.ts';
import { registryValues, switchOf } from './registry-value.ts';

/** CONSOLELOCK, “require a password on wakeup” (https://learn.microsoft.com/windows-hardware/customize/power-settings/no-subgroup-settings-prompt-for-password-on-resume). */
const CONSOLE_LOCK = '0e796bdb-100d-47d6-a2d5-f7d2daa51f51';

/** `powercfg /query`: every label is translated; GUIDs, aliases and the last two numbers (mains, battery) are not. */
export const powerLock = defineSource({
  id: 'windows/power-lock',
  platform: 'windows',
  family: 'screenLock',
  fact: 'screenLock',
  pace: 'settings',
  gather: {
    via: 'command',
    tool: ['C:\\Windows\\System32\\powercfg.exe'],
    args: ['/query', 'SCHEME_CURRENT', 'SUB_NONE', 'CONSOLELOCK'],
  },
  parse: parseWindowsLock,
});

/**
 * What locks besides the power plan: screen saver, inactivity limit, modern standby (its delay in seconds; 0xffffffff never asks), and the policy on the power
 * plan. A policy on the screen saver stands above what the user chose, in each of its parts; what neither sets is off, as Windows comes.
 */
const SETTINGS = [
  "$v=[ordered]@{ScreenSaveActive='0';ScreenSaverIsSecure='0';ScreenSaveTimeOut='0'}",
  "$n='ScreenSaveActive','ScreenSaverIsSecure','ScreenSaveTimeOut'",
  'function take($k,$n){if(Test-Path -LiteralPath $k){$i=Get-Item -LiteralPath $k;foreach($o in $n){$x=$i.GetValue($o);if($null -ne $x){$v[$o]=[string][uint32][string]$x}}}}',
  `take 'HKCU:\\Control Panel\\Desktop' $n`,
  `take 'HKCU:\\Software\\Policies\\Microsoft\\Windows\\Control Panel\\Desktop' $n`,
  `$d=(Get-Item -LiteralPath 'HKCU:\\Control Panel\\Desktop').GetValue('DelayLockInterval')`,
  `if($null -ne $d){$v['DelayLockInterval']=[string]([int64]$d -band 4294967295)}`,
  `take 'HKLM:\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Policies\\System' @('InactivityTimeoutSecs')`,
  `take 'HKLM:\\SOFTWARE\\Policies\\Microsoft\\Power\\PowerSettings\\${CONSOLE_LOCK}' @('ACSettingIndex','DCSettingIndex')`,
  '$v|ConvertTo-Json -Compress',
].join(';');

export const lockSettings = defineSource({
  id: 'windows/lock-settings',
  platform: 'windows',
  family: 'screenLock',
  fact: 'screenLock',
  pace: 'settings',
  gather: powershellJson(SETTINGS),
  parse: parseWindowsLock,
});

function parseWindowsLock(output: string): ScreenLockReading {
  const saver = saverOf(output);
  const limit = numberOf(output, 'InactivityTimeoutSecs');
  const lockOnWake = wakeOf(output);
  if (saver === null && limit === null && lockOnWake === null) return unknownReading.screenLock(refusalReason(output));
  const delays = [saver?.locks === true ? saver.delaySeconds : null, limit === 0 ? null : limit];
  const locking = delays.filter((delay) => delay !== null);
  // Whichever of the two comes first locks.
  return locking.length > 0
    ? screenLockReading({ locks: true, lockOnWake, delaySeconds: Math.min(...locking) })
    : screenLockReading({ locks: saver?.locks ?? null, lockOnWake, delaySeconds: saver?.delaySeconds ?? null });
}

/** A screen saver that asks for a password; null when the text has none of it. */
function saverOf(output: string): { readonly locks: boolean | null; readonly delaySeconds: number | null } | null {
  const active = policyFirst(output, 'ScreenSaveActive');
  const secure = policyFirst(output, 'ScreenSaverIsSecure');
  const timeout = policyFirst(output, 'ScreenSaveTimeOut');
  if (active === null && secure === null && timeout === null) return null;
  const seconds = timeout !== null && /^\d{1,7}$/.test(timeout) ? Number(timeout) : null;
  if (switchOf(active ?? '') === false || switchOf(secure ?? '') === false || seconds === 0)
    return { locks: false, delaySeconds: null };
  const isOn = switchOf(active ?? '') === true && switchOf(secure ?? '') === true && seconds !== null;
  // A policy may set only a part of it.
  return { locks: isOn ? true : null, delaySeconds: seconds };
}

function policyFirst(output: string, name: string): string | null {
  const found = registryValues(output, name);
  const chosen = found.find(({ path }) => path.includes('\\policies\\')) ?? found[0];
  return chosen === undefined ? null : String(chosen.value).trim();
}

function numberOf(output: string, name: string): number | null {
  const values = registryValues(output, name).map(({ value }) => Number(value));
  return values.length === 0 || !values.every((value) => Number.isInteger(value) && value >= 0)
    ? null
    : Math.max(...values);
}

/** The policy where there is one, else the power plan, else modern standby's own setting. Both on mains and on battery. */
function wakeOf(output: string): boolean | null {
  const policy = both(numberOf(output, 'ACSettingIndex'), numberOf(output, 'DCSettingIndex'));
  if (policy !== null) return policy;
  const plan = planOf(output);
  if (plan !== null) return plan;
  const delay = numberOf(output, 'DelayLockInterval');
  return delay === null ? null : delay < 0xffff_ffff;
}

function both(mains: number | null, battery: number | null): boolean | null {
  if (mains === 0 || battery === 0) return false;
  return mains === 1 && battery === 1 ? true : null;
}

function planOf(output: string): boolean | null {
  const at = Math.max(output.toLowerCase().lastIndexOf(CONSOLE_LOCK), output.lastIndexOf('CONSOLELOCK'));
  if (at === -1 || /\bREG_|\bdword:/.test(output)) return null;
  // In the listing of a whole plan the next setting begins with its own GUID.
  const rest = output.slice(at + CONSOLE_LOCK.length);
  const own = rest.split(/[0-9a-f]{8}-[0-9a-f]{4}-/i)[0] ?? '';
  const numbers = [...own.matchAll(/0x([0-9a-f]{8})\b/gi)].map((match) => Number.parseInt(match[1] ?? '', 16));
  const [mains = null, battery = null] = numbers.slice(-2);
  return both(mains, battery);
}
