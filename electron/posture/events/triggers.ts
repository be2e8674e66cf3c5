import type { FactKey } from '../../../core/facts/catalogue.ts';
import type { Platform } from '../../../core/ids.ts';
import { linuxTool, type AnySource } from '../sources/source.ts';
import { lookTrigger } from './look-trigger.ts';
import { programTrigger } from './program-trigger.ts';
import type { Trigger } from './trigger.ts';

/** What hangs on the network that the laptop is in. */
const OF_NETWORK: ReadonlySet<FactKey> = new Set(['vpn', 'firewall', 'networkTampering']);
const OF_DISKS: ReadonlySet<FactKey> = new Set(['removableStorage', 'fixedVolumes', 'diskEncryption']);

const isOfNetwork = (source: AnySource): boolean => OF_NETWORK.has(source.fact);
const isOfDisks = (source: AnySource): boolean => OF_DISKS.has(source.fact);
const isOfPrograms = (source: AnySource): boolean => source.pace === 'programs';
const isOfVpn = (source: AnySource): boolean => source.pace === 'vpn';
const isFirewall = (source: AnySource): boolean => source.fact === 'firewall';
const never = (): boolean => false;

/** What each system offers without rights, as far as it goes. */
export const TRIGGERS: Readonly<Record<Platform, readonly Trigger[]>> = {
  linux: [
    // Netlink, by ip-monitor(8).
    programTrigger({
      id: 'netlink',
      tool: linuxTool('ip'),
      args: ['monitor', 'link', 'address', 'route', 'rule'],
      wakes: isOfNetwork,
      covers: isOfVpn,
    }),
    // nft(8), MONITOR: only with the right to read the rules, without which reading them is hopeless, too.
    programTrigger({
      id: 'nft',
      tool: linuxTool('nft'),
      args: ['monitor'],
      wakes: isFirewall,
      covers: (source) => source.id === 'linux/nft',
    }),
    // The signals of its D-Bus interface, and its coming and going.
    programTrigger({
      id: 'firewalld',
      tool: linuxTool('gdbus'),
      args: ['monitor', '--system', '--dest', 'org.fedoraproject.FirewallD1'],
      onlyWith: linuxTool('firewall-cmd'),
      wakes: (source) => source.id === 'linux/firewalld',
      covers: (source) => source.id === 'linux/firewalld',
    }),
    lookTrigger({ id: 'programs', at: 'processes', everyMs: 800, wakes: isOfPrograms, covers: isOfPrograms }),
    lookTrigger({
      id: 'mounts',
      at: 'mounts',
      everyMs: 3000,
      wakes: isOfDisks,
      // An encryption that goes on under a disk in use does not show here: those are looked at each few minutes all the same.
      covers: isOfDisks,
    }),
  ],
  macos: [
    // route(8): what the routing socket says, which anybody may listen to.
    programTrigger({
      id: 'routes',
      tool: ['/sbin/route'],
      args: ['-n', 'monitor'],
      wakes: isOfNetwork,
      covers: isOfVpn,
    }),
  ],
  windows: [
    // No route of its own shows here, but no tunnel comes or goes without an address.
    lookTrigger({ id: 'interfaces', at: 'interfaces', everyMs: 1000, wakes: isOfNetwork, covers: never }),
  ],
};
