import { asObjects, asString, readJson } from '../format/json.ts';
import { refusalReason } from '../format/refusal.ts';
import { unknownReading, type VpnReading } from '../reading.ts';
import { defineSource, linuxTool } from '../source.ts';
import { withoutColours } from './links.ts';
import { addressKind, tunnelKindByName, vpnReading } from '../vpn.ts';

export interface Route {
  readonly destination: string;
  readonly device: string;
  readonly metric: number;
  readonly table: string;
  readonly dead: boolean;
  readonly source: string | null;
}

/** The routing table: where everything goes that has no route of its own. */
export const ipRoute = defineSource({
  id: 'linux/ip-route',
  platform: 'linux',
  family: 'vpn',
  fact: 'vpn',
  pace: 'vpn',
  gather: { via: 'command', tool: linuxTool('ip'), args: ['-json', '-4', 'route', 'show', 'table', 'all'] },
  parse: (output) => {
    const routes = readRoutes(output);
    return routes === null ? unknownReading.vpn(refusalReason(output)) : judgeRoutes(routes);
  },
});

/** Asks the kernel itself, policy rules and marks included: what WireGuard's full tunnels need. Sends nothing. */
export const ipRouteGet = defineSource({
  id: 'linux/ip-route-get',
  platform: 'linux',
  family: 'vpn',
  fact: 'vpn',
  pace: 'vpn',
  // 2 is the kernel's own “network is unreachable”: nothing goes anywhere.
  gather: { via: 'command', tool: linuxTool('ip'), args: ['-json', '-4', 'route', 'get', '1.1.1.1'], okExit: [0] },
  parse: (output) => {
    const route = readRoutes(output)?.[0];
    if (route === undefined) return unknownReading.vpn(refusalReason(output));
    return judgeRoutes([{ ...route, destination: 'default', table: 'main' }]);
  },
});

function judgeRoutes(routes: readonly Route[]): VpnReading {
  const used = routes.filter((route) => !route.dead);
  const main = used.filter((route) => route.table === 'main');
  const carriers = carriersOf(main);
  const viaTunnel = used.filter((route) => {
    const isLocal =
      route.table === 'local' ||
      /^(local|broadcast|multicast|ff)/.test(route.destination) ||
      /^(fe80|169\.254)/.test(route.destination);
    return !isLocal && tunnelKindByName(route.device) !== null;
  });
  const names = [...new Set(viaTunnel.map((route) => route.device))];
  const tunnels = names.map((name) => ({ name, kind: tunnelKindByName(name) ?? 'tun' }));
  const full = carriers.length > 0 && carriers.every((name) => tunnelKindByName(name) !== null);
  // Another table sends everything into a tunnel: whether it is asked first is not for this table to say.
  const elsewhere = used.some(
    (route) => route.table !== 'main' && route.destination === 'default' && tunnelKindByName(route.device) !== null,
  );
  const reading = vpnReading(tunnels, { fullTunnel: full ? true : elsewhere ? null : false, carriers });
  return elsewhere && !full ? { ...reading, fullTunnel: null } : reading;
}

/** The pair of halves that VPNs put before the default route, else the default route of the lowest metric. */
function carriersOf(main: readonly Route[]): readonly string[] {
  const device = (destination: string): string | undefined =>
    main.find((route) => route.destination === destination)?.device;
  const [low, high] = [device('0.0.0.0/1'), device('128.0.0.0/1')];
  const defaults = main.filter((route) => route.destination === 'default').sort((a, b) => a.metric - b.metric);
  const best = defaults.filter((route) => route.metric === defaults[0]?.metric).map((route) => route.device);
  if (low !== undefined && high !== undefined) return [...new Set([low, high])];
  // One half alone leaves the other to the default route.
  return [...new Set([...best, ...(low === undefined ? [] : [low]), ...(high === undefined ? [] : [high])])];
}

/** `ip [-j] route [show|get]`; null when it is none. */
export function readRoutes(coloured: string): readonly Route[] | null {
  const output = withoutColours(coloured);
  const json = readJson(output);
  if (json !== undefined) {
    if (!Array.isArray(json)) return null;
    const objects = asObjects(json);
    if (json.length > 0 && !objects.some((item) => item['dst'] !== undefined)) return null;
    return objects.flatMap((item) => {
      const [destination, device] = [asString(item['dst']), asString(item['dev'])];
      if (destination === null || device === null) return [];
      const flags = Array.isArray(item['flags']) ? item['flags'] : [];
      return [
        {
          destination: destination === '0.0.0.0/0' ? 'default' : destination,
          device,
          metric: typeof item['metric'] === 'number' ? item['metric'] : 0,
          table: asString(item['table']) ?? 'main',
          dead: flags.includes('linkdown') || flags.includes('dead'),
          source: asString(item['prefsrc']),
        },
      ];
    });
  }
  const routes = output.split(/\r?\n/).flatMap((line) => readLine(line) ?? readClassicLine(line) ?? []);
  return routes.length === 0 ? null : routes;
}

/** `route -n` of net-tools: destination, gateway, mask, flags, metric, two counters, interface. */
function readClassicLine(line: string): Route | null {
  const match = /^(\d+(?:\.\d+){3})\s+\S+\s+(\d+(?:\.\d+){3})\s+([A-Z!]+)\s+(\d+)\s+\d+\s+\d+\s+(\S+)\s*$/.exec(line);
  if (match === null) return null;
  const [, to = '', mask = '', flags = '', metric = '', device = ''] = match;
  const length = mask.split('.').reduce((bits, part) => bits + Number(part).toString(2).replaceAll('0', '').length, 0);
  return {
    destination: length === 0 ? 'default' : `${to}/${length}`,
    device,
    metric: Number(metric),
    table: 'main',
    dead: !flags.includes('U') || flags.includes('!'),
    source: null,
  };
}

function readLine(line: string): Route | null {
  const match = /^\s*((?:(?:local|broadcast|unicast|multicast) )?)(default|[0-9a-f.:]+(?:\/\d+)?)\s(.*)$/i.exec(line);
  if (match === null) return null;
  const [, type = '', to = '', rest = ''] = match;
  const device = /\bdev (\S+)(?=\s)/.exec(`${rest}\n`)?.[1];
  if (
    device === undefined ||
    (to !== 'default' &&
      addressKind(to) === 'none' &&
      !to.startsWith('0.0.0.0/') &&
      !/^(fe80|169\.254|127\.|ff)/i.test(to))
  )
    return null;
  return {
    destination: `${type.startsWith('unicast') ? '' : type}${to === '0.0.0.0/0' ? 'default' : to}`,
    device,
    metric: Number(/\bmetric (\d+)/.exec(rest)?.[1] ?? 0),
    table: /\btable (\S+)/.exec(rest)?.[1] ?? 'main',
    dead: /\b(linkdown|dead)\b/.test(rest),
    source: /\bsrc (\S+)/.exec(rest)?.[1] ?? null,
  };
}
