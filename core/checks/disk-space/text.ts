/** What the agent reads about this check; ICU MessageFormat. */
export const text = {
  'check.diskSpace.name': 'Disk space',
  'check.diskSpace.why': 'When the disk is full, security updates can’t install and programs stop working.',
  'check.diskSpace.privacy': 'How much room the system disk has, and how much is free. Not what fills it.',
  'evidence.diskSpace.enough': 'There are {gigabytes, number} GB free on the system disk.',
  'evidence.diskSpace.low': 'Only {gigabytes, number} GB are free on the system disk.',
  'fix.diskSpace.windows.1':
    'Open Settings, then “System”, then “Storage”, then “Temporary files”, and remove what you don’t need.',
  'fix.diskSpace.windows.2': 'Empty the Recycle Bin.',
  'fix.diskSpace.macos.1': 'Open System Settings, then “General”, then “Storage”, and follow its recommendations.',
  'fix.diskSpace.macos.2': 'Empty the Trash.',
  'fix.diskSpace.linux.1': 'Empty the trash, and remove downloads and programs that you don’t need.',
  'fix.diskSpace.linux.2': 'The app “Disk Usage Analyzer” (or “Filelight”) shows what takes the most room.',
} as const;
