import { readFormatList } from '../format/format-list.ts';
import { asArray, asObject, asObjects, asString, field, readJson, type JsonObject } from '../format/json.ts';
import { refusalReason } from '../format/refusal.ts';
import { unknownReading } from '../reading.ts';
import { defineSource } from '../source.ts';
import { addressKind, vpnReading } from '../vpn.ts';
import { powershellJson } from './powershell.ts';
import { tunnelKindByDriver } from './tunnel-adapters.ts';

/** Adapters by driver, their addresses, and where the default route goes; enum numbers instead of words. */
export const netAdapters = defineSource({
  id: 'windows/net-adapters',
  platform: 'windows',
  family: 'vpn',
  fact: 'vpn',
  pace: 'vpn',
  gather: powershellJson(
    '@{adapters=@(Get-NetAdapter -IncludeHidden|ForEach-Object{@{Name=$_.Name;InterfaceDescription=$_.InterfaceDescription;ifIndex=$_.ifIndex;Status=[string]$_.Status}});' +
      'addresses=@(Get-NetIPAddress|ForEach-Object{@{ifIndex=$_.InterfaceIndex;IPAddress=$_.IPAddress;AddressState=[int]$_.AddressState}});' +
      "routes=@(Get-NetRoute -AddressFamily IPv4|Where-Object{$_.DestinationPrefix -in '0.0.0.0/0','0.0.0.0/1','128.0.0.0/1'}|ForEach-Object{@{ifIndex=$_.InterfaceIndex;DestinationPrefix=$_.DestinationPrefix;Metric=[int]$_.RouteMetric+[int]$_.InterfaceMetric}})}|ConvertTo-Json -Compress -Depth 4",
  ),
  parse: (output) => {
    const json = readJson(output);
    const parts = asObject(json);
    const adapters = (
      parts !== null && Array.isArray(parts['adapters'])
        ? asObjects(parts['adapters'])
        : json === undefined
          ? readText(output)
          : asObjects(json)
    ).filter((row) => description(row) !== null);
    if (adapters.length === 0) return unknownReading.vpn(refusalReason(output));
    const addresses = parts === null || !Array.isArray(parts['addresses']) ? null : asObjects(parts['addresses']);
    const up = adapters.filter(
      (row) =>
        isUp(row) &&
        tunnelKindByDriver(description(row) ?? '') !== null &&
        (addresses === null || hasAddress(row, addresses)),
    );
    const tunnels = up.map((row) => ({
      name: (asString(field(row, 'Name')) ?? description(row) ?? '').slice(0, 32),
      kind: tunnelKindByDriver(description(row) ?? '') ?? 'vpn',
    }));
    return vpnReading(
      tunnels,
      parts === null || tunnels.length === 0 ? {} : { fullTunnel: isFull(up, asObjects(asArray(parts['routes']))) },
    );
  },
});

function description(row: JsonObject): string | null {
  return asString(field(row, 'InterfaceDescription')) ?? asString(field(row, 'ifDesc'));
}

/** Status is made up by PowerShell, in English whatever Windows speaks; ifOperStatus 1 and MediaConnectState 1 are its numbers. */
function isUp(row: JsonObject): boolean {
  const status = field(row, 'Status');
  if (typeof status === 'string') return status.toLowerCase() === 'up';
  return field(row, 'ifOperStatus') === 1 || field(row, 'InterfaceOperationalStatus') === 1;
}

function hasAddress(adapter: JsonObject, addresses: readonly JsonObject[]): boolean {
  return addresses.some((row) => {
    const state = field(row, 'AddressState');
    // 4 is preferred (https://learn.microsoft.com/windows/win32/fwp/wmi/nettcpipprov/msft-netipaddress).
    const usable = state === undefined || state === 4 || state === 'Preferred';
    return (
      usable &&
      field(row, 'ifIndex') === field(adapter, 'ifIndex') &&
      addressKind(asString(field(row, 'IPAddress')) ?? '') !== 'none'
    );
  });
}

function isFull(up: readonly JsonObject[], routes: readonly JsonObject[]): boolean | null {
  if (routes.length === 0) return null;
  const tunnelIndexes = new Set(up.map((row) => field(row, 'ifIndex')));
  const best = (prefix: string): unknown =>
    routes
      .filter((row) => field(row, 'DestinationPrefix') === prefix)
      .sort((a, b) => Number(field(a, 'Metric')) - Number(field(b, 'Metric')))
      .map((row) => field(row, 'ifIndex'))[0];
  if (tunnelIndexes.has(best('0.0.0.0/1')) && tunnelIndexes.has(best('128.0.0.0/1'))) return true;
  return tunnelIndexes.has(best('0.0.0.0/0'));
}

/** Format-List, or Format-Table cut at the columns of its head (descriptions have spaces in them). */
function readText(output: string): readonly JsonObject[] {
  const list = readFormatList(output).filter((row) => Object.hasOwn(row, 'InterfaceDescription'));
  if (list.length > 0) return list;
  const lines = output.split(/\r?\n/);
  const at = lines.findIndex((line) => /\bInterfaceDescription\b/.test(line) && /\bStatus\b/.test(line));
  const head = lines[at] ?? '';
  const columns = [...head.matchAll(/\S+/g)].map((match, index, all) => ({
    name: match[0],
    start: match.index,
    end: all[index + 1]?.index ?? Number.POSITIVE_INFINITY,
  }));
  if (at === -1) return [];
  return lines
    .slice(at + 1)
    .filter((line) => line.trim() !== '' && !/^[-\s]+$/.test(line))
    .map((line) =>
      Object.fromEntries(columns.map(({ name, start, end }) => [name, line.slice(start, end).trim()] as const)),
    );
}
