/** What the agent reads about this check; ICU MessageFormat. */
export const text = {
  'check.removableStorage.name': 'No USB drives',
  'check.removableStorage.why':
    'A USB stick is easily lost, and a stranger’s stick can bring malware. Customers’ data doesn’t belong on either.',
  'check.removableStorage.privacy':
    'How many removable drives are connected. Not which, and nothing of what is on them.',
  'evidence.removableStorage.none': 'No removable drive is connected.',
  'evidence.removableStorage.mounted':
    '{count, plural, one {# removable drive is connected.} other {# removable drives are connected.}}',
  'evidence.removableStorage.allowed':
    '{count, plural, one {# removable drive is connected} other {# removable drives are connected}}, which your company allows.',
  'fix.removableStorage.windows.1':
    'Open File Explorer, find the drive under “This PC”, right-click it and choose “Eject”.',
  'fix.removableStorage.windows.2': 'Unplug it. Memory cards in the laptop’s card slot count, too.',
  'fix.removableStorage.macos.1': 'Open Finder and choose the eject arrow beside the drive’s name.',
  'fix.removableStorage.macos.2': 'Unplug it. Memory cards in the Mac’s card slot count, too.',
  'fix.removableStorage.linux.1': 'Open your file manager and choose the eject arrow beside the drive’s name.',
  'fix.removableStorage.linux.2': 'Unplug it. Memory cards in the laptop’s card slot count, too.',
} as const;
