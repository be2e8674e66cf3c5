import type { RemoteService } from '../../../../core/checks/remote-access/fact.ts';
import { readFormatList } from '../format/format-list.ts';
import { asObjects, asString, field, readJson, type JsonObject } from '../format/json.ts';
import { refusalReason } from '../format/refusal.ts';
import { unknownReading } from '../reading.ts';
import { remoteAccess } from '../remote-access.ts';
import { defineSource } from '../source.ts';
import { powershellJson } from './powershell.ts';

/** Short names, which unlike display names are not translated. TermService always runs; windows/terminal-server says whether it lets in. */
const SERVICES: Readonly<Record<string, RemoteService>> = {
  sshd: 'ssh',
  winrm: 'winrm',
  tlntsvr: 'telnet',
  ftpsvc: 'file-sharing',
  remoteregistry: 'remote-management',
  tvnserver: 'vnc',
  uvnc_service: 'vnc',
  vncserver: 'vnc',
  winvnc4: 'vnc',
};

/** Which of them run. One that is not installed is not in the answer, so the answer says what was asked for, too. */
export const remoteServices = defineSource({
  id: 'windows/remote-services',
  platform: 'windows',
  family: 'remoteAccess',
  fact: 'remoteAccess',
  pace: 'settings',
  gather: powershellJson(
    `@{asked=$true;services=@(Get-CimInstance Win32_Service -Filter "${Object.keys(SERVICES)
      .map((name) => `Name='${name}'`)
      .join(
        ' OR ',
      )}" -Property Name,Started|ForEach-Object{@{Name=$_.Name;Started=$_.Started}})}|ConvertTo-Json -Compress -Depth 3`,
  ),
  parse: (output) => {
    const json = readJson(output);
    const whole = asObjects(json)[0];
    const isOwn = whole !== undefined && field(whole, 'asked') === true && field(whole, 'services') !== undefined;
    const rows = isOwn ? asObjects(field(whole, 'services')) : json === undefined ? readText(output) : asObjects(json);
    const known = rows.flatMap((row) => {
      const service = SERVICES[(asString(field(row, 'Name')) ?? '').toLowerCase()];
      const on = isRunning(row);
      return service === undefined || on === null ? [] : [{ service, on }];
    });
    if (known.length === 0 && !isOwn) return unknownReading.remoteAccess(refusalReason(output.slice(0, 1000)));
    return remoteAccess(
      known.filter(({ on }) => on).map(({ service }) => service),
      isOwn
        ? Object.values(SERVICES).filter((service) => service !== 'file-sharing')
        : known.map(({ service }) => service),
    );
  },
});

/** ServiceControllerStatus: 1 stopped, 4 running; everything between is on its way. The words of the enumeration are not translated. */
function isRunning(row: JsonObject): boolean | null {
  const started = field(row, 'Started');
  if (typeof started === 'boolean') return started;
  const status = field(row, 'Status') ?? field(row, 'State');
  if (status === 1 || status === 'Stopped') return false;
  return typeof status === 'number' || (typeof status === 'string' && status !== '') ? true : null;
}

/** Format-List, Format-Table (`Status Name DisplayName`), or `sc query` with its numbers. */
function readText(output: string): readonly JsonObject[] {
  const list = readFormatList(output).filter((row) => Object.hasOwn(row, 'Name'));
  const table = [...output.matchAll(/^[ \t]*(Running|Stopped|Paused|StartPending|StopPending)[ \t]+(\S+)/gm)].map(
    (match) => ({
      Status: match[1] ?? '',
      Name: match[2] ?? '',
    }),
  );
  const sc: JsonObject[] = [];
  let name: string | null = null;
  for (const line of output.split(/\r?\n/)) {
    name = /^[^:\s][^:]*:\s*(\w+)\s*$/.exec(line)?.[1] ?? name;
    const state =
      /^\s+\S+\s*:\s*([1-7])\s+(?:STOPPED|START_PENDING|STOP_PENDING|RUNNING|CONTINUE_PENDING|PAUSE_PENDING|PAUSED)\b/.exec(
        line,
      )?.[1];
    if (state !== undefined && name !== null) sc.push({ Name: name, Status: Number(state) });
  }
  return [...list, ...table, ...sc];
}
