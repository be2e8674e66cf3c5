import type { Platform } from '../../../core/ids.ts';
import { linuxIdentity, macosIdentity, windowsIdentity } from './identity.ts';
import { apt } from './linux/apt.ts';
import { cryptsetupStatus } from './linux/cryptsetup-status.ts';
import { dnf, dnfSecurity } from './linux/dnf.ts';
import { firewalld } from './linux/firewalld.ts';
import { flatpak } from './linux/flatpak.ts';
import { ipAddr } from './linux/ip-addr.ts';
import { ipRoute, ipRouteGet } from './linux/ip-route.ts';
import { ip6tables, iptables } from './linux/iptables.ts';
import { legacyTables, legacyTables6 } from './linux/legacy-tables.ts';
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
import { linuxDf, macosDf } from './df.ts';
import { aptAuto } from './linux/apt-auto.ts';
import {
  browserDpkg,
  browserFlatpak,
  browserPacman,
  browserRpm,
  browserSnap,
  firefoxIni,
} from './linux/browser-packages.ts';
import { dnfAutomatic } from './linux/dnf-automatic.ts';

import { ipv6Addresses } from './linux/ipv6-addresses.ts';
import { linuxRemovable } from './linux/removable.ts';
import { updateTimers } from './linux/update-timers.ts';
import { linuxVolumes } from './linux/volumes.ts';
import { browserPlists } from './macos/browser-plists.ts';
import { macosRemovable } from './macos/removable.ts';
import { softwareUpdatePlist } from './macos/software-update-plist.ts';
import { macosVolumes } from './macos/volumes.ts';
import { autoUpdate } from './windows/auto-update.ts';
import { browserBeacons } from './windows/browser-beacons.ts';
import { windowsDiskSpace } from './windows/disk-space.ts';
import { windowsRemovable } from './windows/removable.ts';
import { windowsVolumes } from './windows/volumes.ts';
import { consoleAutologin, gdmAutologin, lightdm, sddm } from './linux/display-managers.ts';
import { desktop } from './linux/desktop.ts';
import { detectVirt } from './linux/detect-virt.ts';
import { dmi } from './linux/dmi.ts';
import {
  cinnamonIdle,
  cinnamonLock,
  gsettingsIdle,
  gsettingsLock,
  gsettingsLockdown,
  mateIdle,
  mateLock,
} from './linux/gsettings.ts';
import { guest } from './linux/guest.ts';
import { id } from './linux/id.ts';
import { kscreenlocker } from './linux/kscreenlocker.ts';
import { lockPrograms } from './linux/lock-programs.ts';
import { lockdown, moduleSignatures } from './linux/lockdown.ts';
import { mokutil } from './linux/mokutil.ts';
import { mokState, secureBootEfivar } from './linux/secure-boot-efivar.ts';
import { hypridle, swayidle } from './linux/swayidle.ts';
import { timedatectl } from './linux/timedatectl.ts';
import { tpm } from './linux/tpm.ts';
import { xfce } from './linux/xfce.ts';
import { macosAdmin } from './macos/admin.ts';
import { csrutil } from './macos/csrutil.ts';
import { devtools } from './macos/devtools.ts';
import { displaySleep, screenSaver } from './macos/idle-time.ts';
import { loginwindow, macosGuest } from './macos/loginwindow.ts';
import { screenLock } from './macos/screen-lock.ts';
import { appleSilicon, secureEnclave } from './macos/secure-enclave.ts';
import { spctl } from './macos/spctl.ts';
import { timed } from './macos/timed.ts';
import { macosVm } from './macos/vm.ts';
import { linuxOwnApp, macosOwnApp, windowsOwnApp } from './own-app.ts';
import { windowsAdmin } from './windows/admin.ts';
import { computerSystem } from './windows/computer-system.ts';
import { testSigning, windowsDeveloperMode } from './windows/developer-mode.ts';
import { guestAccount } from './windows/guest-account.ts';
import { lockSettings, powerLock } from './windows/power-lock.ts';
import { secureBoot } from './windows/secure-boot.ts';
import { windowsTpm } from './windows/tpm.ts';
import { timeSettings, w32tm } from './windows/w32tm.ts';
import { winlogon } from './windows/winlogon.ts';
import { caAnchors } from './linux/ca-anchors.ts';
import { clamav, clamavDefinitionsAge } from './linux/clamav.ts';
import { edrUnits } from './linux/edr-units.ts';
import { environmentProxy } from './linux/environment-proxy.ts';
import { linuxFalconctl } from './linux/falconctl.ts';
import { gsettingsProxy } from './linux/gsettings-proxy.ts';
import { linuxHostsFile } from './linux/hosts-file.ts';
import { kdeProxy } from './linux/kde-proxy.ts';
import { listeners } from './linux/listeners.ts';
import { linuxMdatpHealth } from './linux/mdatp-health.ts';
import { linuxProcesses } from './linux/processes.ts';
import { remoteUnits } from './linux/remote-units.ts';
import { resolv } from './linux/resolv.ts';
import { linuxSentinelctl } from './linux/sentinelctl.ts';
import { macosFalconctl } from './macos/falconctl.ts';
import { macosHostsFile } from './macos/hosts-file.ts';
import { launchctl } from './macos/launchctl.ts';
import { macosListeners } from './macos/listeners.ts';
import { macosMdatpHealth } from './macos/mdatp-health.ts';
import { macosProcesses } from './macos/processes.ts';
import { scutilDns } from './macos/scutil-dns.ts';
import { scutilProxy } from './macos/scutil-proxy.ts';
import { macosSentinelctl } from './macos/sentinelctl.ts';
import { systemExtensions } from './macos/system-extensions.ts';
import { trustSettings, trustSettingsAdmin } from './macos/trust-settings.ts';
import { xprotect, xprotectAge } from './macos/xprotect.ts';
import { windowsCytool } from './windows/cytool.ts';
import { defenderStatus } from './windows/defender-status.ts';
import { dnsSettings } from './windows/dns-settings.ts';
import { windowsHostsFile } from './windows/hosts-file.ts';
import { windowsProcesses } from './windows/processes.ts';
import { proxySettings } from './windows/proxy-settings.ts';
import { remoteServices } from './windows/remote-services.ts';
import { rootStore } from './windows/root-store.ts';
import { securityCenter } from './windows/security-center.ts';
import { windowsSentinelctl } from './windows/sentinelctl.ts';
import { smbShares } from './windows/smb-shares.ts';
import { terminalServer, terminalServerPolicy } from './windows/terminal-server.ts';

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
  legacyTables6,
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
  ip6tables,
  ipv6Addresses,
  linuxVolumes,
  linuxRemovable,
  linuxDf,
  aptAuto,
  dnfAutomatic,
  updateTimers,
  browserDpkg,
  browserRpm,
  browserPacman,
  browserFlatpak,
  browserSnap,
  firefoxIni,
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
  macosVolumes,
  macosRemovable,
  macosDf,
  softwareUpdatePlist,
  browserPlists,
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
  windowsVolumes,
  windowsRemovable,
  windowsDiskSpace,
  autoUpdate,
  browserBeacons,
  desktop,
  gsettingsLock,
  gsettingsIdle,
  gsettingsLockdown,
  cinnamonLock,
  cinnamonIdle,
  mateLock,
  mateIdle,
  kscreenlocker,
  xfce,
  lockPrograms,
  swayidle,
  hypridle,
  gdmAutologin,
  sddm,
  lightdm,
  consoleAutologin,
  guest,
  id,
  mokutil,
  secureBootEfivar,
  mokState,
  tpm,
  detectVirt,
  dmi,
  lockdown,
  moduleSignatures,
  timedatectl,
  linuxOwnApp,
  screenLock,
  screenSaver,
  displaySleep,
  loginwindow,
  macosGuest,
  macosAdmin,
  csrutil,
  spctl,
  appleSilicon,
  secureEnclave,
  macosVm,
  devtools,
  timed,
  macosOwnApp,
  powerLock,
  lockSettings,
  winlogon,
  guestAccount,
  windowsAdmin,
  secureBoot,
  windowsTpm,
  computerSystem,
  windowsDeveloperMode,
  testSigning,
  w32tm,
  timeSettings,
  windowsOwnApp,
  linuxProcesses,
  linuxMdatpHealth,
  clamav,
  clamavDefinitionsAge,
  edrUnits,
  linuxFalconctl,
  linuxSentinelctl,
  listeners,
  remoteUnits,
  linuxHostsFile,
  resolv,
  environmentProxy,
  gsettingsProxy,
  kdeProxy,
  caAnchors,
  macosProcesses,
  macosMdatpHealth,
  systemExtensions,
  xprotect,
  xprotectAge,
  macosFalconctl,
  macosSentinelctl,
  macosListeners,
  launchctl,
  macosHostsFile,
  scutilProxy,
  scutilDns,
  trustSettings,
  trustSettingsAdmin,
  windowsProcesses,
  defenderStatus,
  securityCenter,
  windowsSentinelctl,
  windowsCytool,
  terminalServer,
  terminalServerPolicy,
  remoteServices,
  smbShares,
  windowsHostsFile,
  proxySettings,
  dnsSettings,
  rootStore,
];

export function findSource(id: string): AnySource | undefined {
  return SOURCES.find((source) => source.id === id);
}

/** Those that the engine runs on a system. */
export function runnableSources(platform: Platform): readonly AnySource[] {
  return SOURCES.filter((source) => source.platform === platform && source.gather !== null);
}
