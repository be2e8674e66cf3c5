/** What the agent reads about this check; ICU MessageFormat. */
export const text = {
  'check.osUpdates.name': 'System updates',
  'check.osUpdates.why':
    'Attackers use holes that updates have already closed. Installing them takes that way in away.',
  'check.osUpdates.privacy':
    'How many updates wait and since when, whether a restart is due, and whether updates install themselves. Not which programs you have.',
  'evidence.osUpdates.current': 'No security update is waiting.',
  'evidence.osUpdates.pending':
    '{count, plural, one {# security update is waiting.} other {# security updates are waiting.}}',
  'evidence.osUpdates.fewWait':
    '{count, plural, one {# security update is waiting} other {# security updates are waiting}}, which your company still allows.',
  'evidence.osUpdates.waitingInTime':
    '{count, plural, one {# security update is waiting. There is still time to install it.} other {# security updates are waiting. There is still time to install them.}}',
  'evidence.osUpdates.currentAndAutomatic': 'No security update is overdue, and updates install themselves.',
  'evidence.osUpdates.notAutomatic': 'Security updates don’t install themselves on this laptop.',
  'evidence.osUpdates.restart': 'Updates are installed but need a restart to take effect.',
  'evidence.osUpdates.notChecked':
    'Your system last looked for updates {days, plural, one {# day} other {# days}} ago.',
  'evidence.osUpdates.restartUnclear': 'We couldn’t tell whether a restart is due.',
  'evidence.osUpdates.unclear': 'We couldn’t tell whether security updates are waiting.',
  'fix.osUpdates.windows.1': 'Open Settings, then “Windows Update”.',
  'fix.osUpdates.windows.2': 'Choose “Check for updates” and install everything that it finds.',
  'fix.osUpdates.windows.3': 'If updates are paused, choose “Resume updates”.',
  'fix.osUpdates.windows.4': 'Restart when it asks you to.',
  'fix.osUpdates.windows-10.1': 'Open Settings, then “Update & Security”, then “Windows Update”.',
  'fix.osUpdates.windows-10.2': 'Choose “Check for updates” and install everything that it finds.',
  'fix.osUpdates.windows-10.3': 'If updates are paused, choose “Resume updates”.',
  'fix.osUpdates.windows-10.4': 'Restart when it asks you to.',
  'fix.osUpdates.macos.1': 'Open System Settings, then “General”, then “Software Update”.',
  'fix.osUpdates.macos.2': 'Choose “Update Now” and let the Mac restart.',
  'fix.osUpdates.macos.3':
    'If updates must install themselves: choose the “i” beside “Automatic updates” and turn everything there on.',
  'fix.osUpdates.linux.1':
    'Open your software or update app and install all updates. In a terminal on Debian or Ubuntu: sudo apt update && sudo apt upgrade',
  'fix.osUpdates.linux.2': 'Restart if it asks you to.',
  'fix.osUpdates.linux.3':
    'If updates must install themselves: open “Software & Updates”, then “Updates”, and let security updates install automatically. On Fedora: “Software”, then “Update Preferences”.',
  'fix.osUpdates.linux-fedora.1':
    'Open “Software”, then “Updates”, and choose “Restart & Update”. In a terminal: sudo dnf upgrade --refresh',
  'fix.osUpdates.linux-fedora.2': 'Restart if it asks you to.',
  'fix.osUpdates.linux-fedora.3':
    'If updates must install themselves: in “Software”, open the menu, then “Update Preferences”, and turn “Automatic Updates” on.',
  'fix.osUpdates.linux-arch.1': 'In a terminal, install all updates: sudo pacman -Syu',
  'fix.osUpdates.linux-arch.2': 'Restart if a new kernel was among them.',
  'fix.osUpdates.linux-suse.1':
    'Open “Discover” or “Software” and install all updates. In a terminal: sudo zypper patch (on Tumbleweed: sudo zypper dup)',
  'fix.osUpdates.linux-suse.2': 'Restart if it asks you to.',
  'fix.osUpdates.linux-nixos.1': 'In a terminal, update and rebuild: sudo nixos-rebuild switch --upgrade',
  'fix.osUpdates.linux-nixos.2': 'Restart, so that the new kernel is used.',
} as const;
