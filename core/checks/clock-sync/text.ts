/** What the agent reads about this check; ICU MessageFormat. */
export const text = {
  'check.clockSync.name': 'Clock',
  'check.clockSync.why':
    'A wrong clock breaks sign-in codes and secure connections, and makes it impossible to say later what happened when.',
  'check.clockSync.privacy': 'Whether the clock is set from the network. Not your time zone, and not where you are.',
  'evidence.clockSync.on': 'The clock is set from the network.',
  'evidence.clockSync.off': 'The clock isn’t being set from the network.',
  'fix.clockSync.windows.1':
    'Open Settings, then “Time & language”, then “Date & time”. Turn on “Set time automatically”.',
  'fix.clockSync.windows.2': 'On the same page choose “Sync now”.',
  'fix.clockSync.macos.1': 'Open System Settings, then “General”, then “Date & Time”.',
  'fix.clockSync.macos.2': 'Turn on “Set time and date automatically”.',
  'fix.clockSync.linux.1':
    'Open Settings, then “Date & Time” (it may be under “System”), and turn on “Automatic Date & Time”. On KDE it is System Settings, then “Date & Time”, then “Set date and time automatically”.',
  'fix.clockSync.linux.2':
    'Wait a minute with the laptop online, then check again. In a terminal the same is: sudo timedatectl set-ntp true',
} as const;
