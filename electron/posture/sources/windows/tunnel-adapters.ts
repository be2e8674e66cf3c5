/** Drivers that only VPNs bring along, by the description that the driver itself gives (not translated, not renamed by users). */
const DRIVERS: readonly (readonly [RegExp, string])[] = [
  [/wireguard|nordlynx/i, 'wireguard'],
  [
    /wintun|\btap-(windows|win32|nordvpn|protonvpn|surfshark|expressvpn)|openvpn|expressvpn|ovpn-dco|tap-provider/i,
    'tun',
  ],
  [/tailscale/i, 'tailscale'],
  [/cisco anyconnect|cisco secure client|cisco systems vpn/i, 'anyconnect'],
  [/pangp|globalprotect|palo alto/i, 'globalprotect'],
  [/fortinet|fortissl|forticlient/i, 'fortinet'],
  [/juniper|pulse secure|ivanti secure|\bjnprva/i, 'pulse'],
  [/check point virtual|checkpoint/i, 'checkpoint'],
  [/sonicwall|netextender/i, 'sonicwall'],
  [/zscaler/i, 'zscaler'],
  [/cloudflare warp/i, 'warp'],
  [
    /f5 networks vpn|f5 vpn|citrix (virtual|vpn)|netskope|array networks|sophos (ssl|connect)|watchguard|barracuda|softether/i,
    'vpn',
  ],
];

export function tunnelKindByDriver(description: string): string | null {
  // WAN Miniports, Teredo and virtual switches carry names of protocols, and are always there.
  if (
    /wan miniport|teredo|isatap|6to4|hyper-v|vmware|virtualbox|docker|loopback|bluetooth|wi-fi direct|npcap/i.test(
      description,
    )
  )
    return null;
  return DRIVERS.find(([pattern]) => pattern.test(description))?.[1] ?? null;
}
