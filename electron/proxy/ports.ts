/** Which ports pages may reach. */
export interface PortRules {
  /** For tunnels, of which nobody can see what they carry. */
  readonly connect: readonly number[];
  /** For plain HTTP besides 80 and whatever browsers themselves allow above 1023. */
  readonly http: readonly number[];
}

/** https://fetch.spec.whatwg.org/#port-blocking above 1023: other protocols that can be spoken to by way of HTTP. */
const BAD_HIGH_PORTS: ReadonlySet<number> = new Set([
  1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10_080,
]);

const ALWAYS: ReadonlySet<number> = new Set([80, 443]);

export function mayTunnel(port: number, rules: PortRules): boolean {
  return ALWAYS.has(port) || rules.connect.includes(port);
}

export function mayFetch(port: number, rules: PortRules): boolean {
  return ALWAYS.has(port) || rules.http.includes(port) || (port > 1023 && !BAD_HIGH_PORTS.has(port));
}
