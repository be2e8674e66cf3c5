import { asString, field, readJson } from '../format/json.ts';
import { refusalReason } from '../format/refusal.ts';
import { readRows } from '../format/rows.ts';
import { unknownReading } from '../reading.ts';
import { defineSource } from '../source.ts';
import { vpnReading } from '../vpn.ts';
import { powershellJson } from './powershell.ts';

/** Windows' built-in VPNs (`Get-VpnConnection`); other makers' are not in it. */
export const vpnConnections = defineSource({
  id: 'windows/vpn-connections',
  platform: 'windows',
  family: 'vpn',
  fact: 'vpn',
  pace: 'vpn',
  gather: powershellJson(
    '$c=@(Get-VpnConnection -ErrorAction SilentlyContinue)+@(Get-VpnConnection -AllUserConnection -ErrorAction SilentlyContinue);ConvertTo-Json -Compress @($c|ForEach-Object{@{Name=$_.Name;ConnectionStatus=[string]$_.ConnectionStatus;SplitTunneling=$_.SplitTunneling;TunnelType=[string]$_.TunnelType}})',
  ),
  parse: (output) => {
    const json = readJson(output);
    if (Array.isArray(json) && json.length === 0) return vpnReading([]);
    const rows = readRows(output).filter((row) => field(row, 'ConnectionStatus') !== undefined);
    if (rows.length === 0) return unknownReading.vpn(refusalReason(output));
    const states = rows.map((row) => ({ row, state: String(field(row, 'ConnectionStatus')).toLowerCase() }));
    const connected = states.filter(({ state }) => state === 'connected').map(({ row }) => row);
    if (connected.length === 0 && !states.every(({ state }) => /^(dis|not)?connect(ed|ing)$/.test(state)))
      return unknownReading.vpn('unreadable');
    const split = connected.map((row) =>
      JSON.stringify(field(row, 'SplitTunneling') ?? '')
        .replaceAll('"', '')
        .toLowerCase(),
    );
    const fullTunnel =
      connected.length === 0
        ? false
        : split.includes('false')
          ? true
          : split.every((value) => value === 'true')
            ? false
            : null;
    return vpnReading(
      connected.map((row) => ({
        name: (asString(field(row, 'Name')) ?? 'vpn').slice(0, 32),
        kind: (asString(field(row, 'TunnelType')) ?? 'vpn').toLowerCase().slice(0, 32),
      })),
      { fullTunnel },
    );
  },
});
