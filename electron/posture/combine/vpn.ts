import type { Facts } from '../../../core/facts/catalogue.ts';
import { knownFact, mostTelling, ofFamily, unknownFact, type Aged, type ResultOf } from './results.ts';

/** Who knows whether a tunnel is up. Routes only say where traffic goes, and the built-in VPNs are not all VPNs. */
const DECIDING: ReadonlySet<string> = new Set(['linux/ip-addr', 'macos/ifconfig', 'windows/net-adapters']);
/** Who may add a tunnel that the interfaces don't show as one. */
const ADDING: ReadonlySet<string> = new Set(['windows/vpn-connections', 'macos/scutil-nc']);

/** Up when the interfaces (or the system's own VPN list) show one; down only when the interfaces say so. */
export function combineVpn(results: readonly Aged[]): Facts['vpn'] {
  const all = ofFamily(results, 'vpn');
  const deciding = all.filter((result) => DECIDING.has(result.source));
  const up = all.filter(
    (result) => (DECIDING.has(result.source) || ADDING.has(result.source)) && result.reading.connected === true,
  );
  if (up.length === 0) {
    const down = deciding.filter((result) => result.reading.connected === false);
    if (down.length === 0 || down.length < deciding.length)
      return unknownFact(mostTelling(deciding.map((result) => result.reading.reason)), deciding);
    return knownFact({ connected: false, interfaces: [], fullTunnel: false }, down);
  }
  const interfaces = up.flatMap((result) => result.reading.tunnels).slice(0, 16);
  const routing = all.filter((result) => !up.includes(result) && result.reading.reason === null);
  return knownFact(
    {
      connected: true,
      interfaces: interfaces.map(({ name, kind }) => ({ name: name.slice(0, 32), kind: kind.slice(0, 32) })),
      fullTunnel: fullTunnelOf(up, routing),
    },
    [...up, ...routing],
  );
}

type VpnResult = Aged<ResultOf<'vpn'>>;

/** Everything goes through the tunnels when every interface is one of them that carries what has no route of its own. */
function fullTunnelOf(up: readonly VpnResult[], routing: readonly VpnResult[]): boolean | null {
  const own = up.map((result) => result.reading.fullTunnel).find((full) => full !== null);
  if (own !== undefined) return own;
  const names = new Set(up.flatMap((result) => result.reading.interfaces));
  const shares = routing.flatMap(({ source, reading: { carriers } }) =>
    carriers === undefined ? [] : [{ source, share: shareOf(carriers, names) }],
  );
  const table = shares.find(({ source }) => source !== 'linux/ip-route-get')?.share;
  const asked = shares.find(({ source }) => source === 'linux/ip-route-get')?.share;
  // One half of the addresses through the tunnel and the other beside it: the kernel, asked for one address, can't show that.
  if (table === 'some') return false;
  // The table alone does not know of rules that send traffic elsewhere first.
  if (table === 'all') return asked === 'none' ? null : true;
  if (asked === 'all') return true;
  return table === 'none' || asked === 'none' ? false : null;
}

function shareOf(carriers: readonly string[], names: ReadonlySet<string>): 'all' | 'some' | 'none' {
  const inside = carriers.filter((name) => names.has(name)).length;
  if (inside === 0) return 'none';
  return inside === carriers.length ? 'all' : 'some';
}
