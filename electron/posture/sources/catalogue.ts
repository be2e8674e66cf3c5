import type { Platform } from '../../../core/ids.ts';
import { linuxIdentity, macosIdentity, windowsIdentity } from './identity.ts';
import { apt } from './linux/apt.ts';
import { cryptsetupStatus } from './linux/cryptsetup-status.ts';
import { dnf, dnfSecurity } from './linux/dnf.ts';
import { firewalld } from './linux/firewalld.ts';
import { flatpak } from './linux/flatpak.ts';
import { ipAddr } from './linux/ip-addr.ts';
import { ipRoute, ipRouteGet } from './linux/ip-route.ts';
import { iptables } from './linux/iptables.ts';
import { legacyTables } from './linux/legacy-tables.ts';
import { aptListsAge, dnfCacheAge, pacmanSyncAge, zypperCacheAge } from './linux/lists-age.ts';
import { lsblk } from './linux/lsblk.ts';
import { needsRestarting } from './linux/needs-restarting.ts';
import { nft } from './linux/nft.ts';
import { nmcli } from './linux/nmcli.ts';
import { osRelease } from './linux/os-release.ts';
import { pacman } from './linux/pacman.ts';
import { rebootRequired } from './linux/reboot-required.ts';
import { ufwConf } from './linux/ufw-conf.ts';
import { ufwStatus } from './linux/ufw-status.ts';
import { zfsEncryption } from './linux/zfs-encryption.ts';
import { zypper } from './linux/zypper.ts';
import { alfPlist } from './macos/alf-plist.ts';
import { diskutilApfsList } from './macos/diskutil-apfs-list.ts';
import { fdesetupStatus } from './macos/fdesetup-status.ts';
import { ifconfig } from './macos/ifconfig.ts';
import { netstatRoutes } from './macos/netstat-routes.ts';
import { scutilNc } from './macos/scutil-nc.ts';
import { socketfilterfw } from './macos/socketfilterfw.ts';
import { softwareupdate } from './macos/softwareupdate.ts';
import { spfirewall } from './macos/spfirewall.ts';
import { swVers } from './macos/sw-vers.ts';
import type { AnySource } from './source.ts';
import { bitLockerVolume } from './windows/bitlocker-volume.ts';
import { currentVersion } from './windows/current-version.ts';
import { encryptableVolume } from './windows/encryptable-volume.ts';
import { firewallProfiles } from './windows/firewall-profiles.ts';
import { firewallRegistry } from './windows/firewall-registry.ts';
import { ipconfig } from './windows/ipconfig.ts';
import { manageBdeStatus } from './windows/manage-bde-status.ts';
import { netAdapters } from './windows/net-adapters.ts';
import { netshAdvfirewall } from './windows/netsh-advfirewall.ts';
import { pendingReboot } from './windows/pending-reboot.ts';
import { shellBitLockerProtection } from './windows/shell-bitlocker-protection.ts';
import { updateSearch } from './windows/update-search.ts';
import { vpnConnections } from './windows/vpn-connections.ts';

/** Every source that there is. A new one is a file and a line here. */
export const SOURCES: readonly AnySource[] = [
  osRelease,
  linuxIdentity,
  lsblk,
  cryptsetupStatus,
  zfsEncryption,
  nft,
  iptables,
  legacyTables,
  ufwStatus,
  ufwConf,
  firewalld,
  ipAddr,
  ipRoute,
  ipRouteGet,
  nmcli,
  apt,
  aptListsAge,
  dnf,
  dnfSecurity,
  dnfCacheAge,
  pacman,
  pacmanSyncAge,
  zypper,
  zypperCacheAge,
  flatpak,
  rebootRequired,
  needsRestarting,
  swVers,
  macosIdentity,
  fdesetupStatus,
  diskutilApfsList,
  socketfilterfw,
  spfirewall,
  alfPlist,
  ifconfig,
  netstatRoutes,
  scutilNc,
  softwareupdate,
  currentVersion,
  windowsIdentity,
  manageBdeStatus,
  bitLockerVolume,
  encryptableVolume,
  shellBitLockerProtection,
  firewallProfiles,
  firewallRegistry,
  netshAdvfirewall,
  vpnConnections,
  ipconfig,
  netAdapters,
  updateSearch,
  pendingReboot,
];

export function findSource(id: string): AnySource | undefined {
  return SOURCES.find((source) => source.id === id);
}

/** Those that the engine runs on a system. */
export function runnableSources(platform: Platform): readonly AnySource[] {
  return SOURCES.filter((source) => source.platform === platform && source.gather !== null);
}
