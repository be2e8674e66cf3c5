/** What the agent reads about this check; ICU MessageFormat. */
export const text = {
  'check.osVersion.name': 'System version',
  'check.osVersion.why':
    'A system that its maker has given up gets no more security updates, so known holes in it stay open.',
  'check.osVersion.privacy': 'The name and version of your system, and whether it still gets updates.',
  'evidence.osVersion.supported': '{name} still gets security updates from its maker.',
  'evidence.osVersion.endOfLife': '{name} no longer gets security updates from its maker.',
  'evidence.osVersion.tooOld': '{name} is older than your company accepts.',
  'evidence.osVersion.accepted': 'Your company accepts {name}.',
  'evidence.osVersion.supportUnclear': 'We couldn’t tell whether this system still gets security updates.',
  'evidence.osVersion.versionUnclear': 'We couldn’t tell exactly which version of {name} this is.',
  'fix.osVersion.windows.1': 'Open Settings, then “Windows Update”, and choose “Check for updates”.',
  'fix.osVersion.windows.2':
    'Install everything that it finds. If it offers a new version of Windows, choose “Download and install”.',
  'fix.osVersion.windows.3': 'Restart when it asks you to. A new version can take an hour, so plug the laptop in.',
  'fix.osVersion.windows.4': 'If no new version is offered, this laptop may be too old for it: ask your IT.',
  'fix.osVersion.windows-10.1':
    'Windows 10 gets no more updates from Microsoft. Open Settings, then “Update & Security”, then “Windows Update”.',
  'fix.osVersion.windows-10.2': 'If it says that this laptop can run Windows 11, choose “Download and install”.',
  'fix.osVersion.windows-10.3': 'Plug the laptop in: it can take some hours, and it restarts by itself.',
  'fix.osVersion.windows-10.4': 'If Windows 11 is not offered, this laptop may be too old for it: ask your IT.',
  'fix.osVersion.macos.1': 'Open System Settings, then “General”, then “Software Update”.',
  'fix.osVersion.macos.2': 'Choose “Update Now” or “Upgrade Now”, and let the Mac restart.',
  'fix.osVersion.macos.3': 'If no newer macOS is offered, this Mac may be too old for it: ask your IT.',
  'fix.osVersion.linux.1': 'Save your files somewhere else first: this changes the whole system.',
  'fix.osVersion.linux.2':
    'Open your software or update app and install everything. If it offers a new release, upgrade to it.',
  'fix.osVersion.linux.3': 'Restart, and choose “Check again”. If no new release is offered, ask your IT.',
  'fix.osVersion.linux-debian.1': 'Save your files somewhere else first: this changes the whole system.',
  'fix.osVersion.linux-debian.2':
    'On Ubuntu and its relatives, open “Software Updater” and choose “Upgrade” when it tells of a new release. On Debian, follow the release notes.',
  'fix.osVersion.linux-debian.3': 'Restart, and choose “Check again”. If no new release is offered, ask your IT.',
  'fix.osVersion.linux-fedora.1': 'Save your files somewhere else first: this changes the whole system.',
  'fix.osVersion.linux-fedora.2':
    'Open “Software”, then “Updates”. When it tells of a new release, choose “Download”, then “Restart & Upgrade”.',
  'fix.osVersion.linux-fedora.3': 'Choose “Check again” afterwards. If no new release is offered, ask your IT.',
  'fix.osVersion.linux-nixos.1':
    'Choose the new channel in a terminal, with the release that is supported now in place of 26.05: sudo nix-channel --add https://nixos.org/channels/nixos-26.05 nixos',
  'fix.osVersion.linux-nixos.2': 'Update and rebuild: sudo nixos-rebuild boot --upgrade',
  'fix.osVersion.linux-nixos.3': 'Restart, and choose “Check again”.',
} as const;
