import type { Lane } from '../lanes.ts';
import { PROBE_HOST } from '../probe.ts';
import { nameOfHop, nameOfRoute, wrapOriginal, type OriginalRoute } from './original-route.ts';
import { PAC_CODE } from './pac-code.ts';

/** Which hosts a browser reaches without us, besides itself. */
export interface PacBypass {
  /** Addresses of private networks typed as such: the printer, the router. */
  readonly privateAddresses: boolean;
  /** Names without a dot. */
  readonly plainNames: boolean;
  /** These hosts and everything below them. */
  readonly hosts: readonly string[];
}

export interface PacOptions {
  readonly lanes: readonly Lane[];
  readonly original: OriginalRoute;
  readonly bypass: PacBypass;
  readonly whenProxyIsGone: 'closed' | 'open';
}

/**
 * Writes the PAC. What the original would have answered decides by which of our ports, and so by which proxy of before, a
 * request goes. `closed`: browsers have no other way. `open`: when we don't answer they go as they did before.
 */
export function writePac({ lanes, original, bypass, whenProxyIsGone }: PacOptions): string {
  const routes = Object.fromEntries(lanes.map(({ hops, ports }) => [nameOfRoute(hops), ports]));
  const direct = routes['DIRECT'] ?? [];
  const settings = {
    direct,
    routes,
    open: whenProxyIsGone === 'open',
    probe: PROBE_HOST,
    manual: original.kind === 'manual' ? manualSettings(original) : null,
    privateAddresses: bypass.privateAddresses,
    plainNames: bypass.plainNames,
    hosts: bypass.hosts.map((host) => host.toLowerCase().replace(/^[.*]+|\.+$/g, '')).filter((host) => host !== ''),
  };
  const wrapped = original.kind === 'pac' ? wrapOriginal(original.text) : null;
  return [
    '// Offhook: sends browsers through its filter on this computer.',
    PAC_CODE.replace('SETTINGS', () => asLiteral(settings)),
    // Last, and guarded: an original that fails must not take ours with it.
    wrapped === null ? '' : `try {\noffhookChain.original = ${wrapped};\n} catch (error) {}`,
    '',
  ].join('\n');
}

function manualSettings(original: Extract<OriginalRoute, { kind: 'manual' }>): unknown {
  const { http, https, bypass } = original;
  return {
    http: http === null ? null : `PROXY ${nameOfHop(http)}`,
    https: https === null ? null : `PROXY ${nameOfHop(https)}`,
    bypass: bypass.map((pattern) => pattern.toLowerCase()),
  };
}

/** JSON is a literal of ES3 only without the line separators U+2028 and U+2029; pure ASCII is safe in every charset. */
function asLiteral(value: unknown): string {
  return JSON.stringify(value).replace(/[^\x20-\x7e]/g, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}
