import { keepWatchedOnly, readPrograms } from '../programs/read-list.ts';
import { defineSource } from '../source.ts';
import { powershellJson } from './powershell.ts';

/**
 * Names and paths only; another user's path is null without rights, its name is not. Arguments of the few tools of which only they tell
 * come from Win32_Process, and only for those.
 */
export const windowsProcesses = defineSource({
  id: 'windows/processes',
  platform: 'windows',
  family: 'programs',
  fact: 'watchedPrograms',
  pace: 'programs',
  gather: powershellJson(
    "@(Get-CimInstance Win32_Process -Property Name,ExecutablePath,ProcessId|ForEach-Object{@{Name=$_.Name;ExecutablePath=$_.ExecutablePath;ProcessId=$_.ProcessId}})+@(Get-CimInstance Win32_Process -Filter \"Name='ffmpeg.exe' OR Name='vlc.exe' OR Name='gst-launch-1.0.exe'\" -Property Name,CommandLine|ForEach-Object{@{Name=$_.Name;CommandLine=$_.CommandLine}})|ConvertTo-Json -Compress",
    20_000,
    (output) => keepWatchedOnly(output, 'windows'),
  ),
  parse: (output) => readPrograms(output, 'windows'),
});
