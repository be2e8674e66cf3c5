/** What the agent reads about this check; ICU MessageFormat. */
export const text = {
  'check.diskEncryption.name': 'Disk encryption',
  'check.diskEncryption.why': 'If this laptop is lost or stolen, an encrypted disk keeps customers’ data unreadable.',
  'check.diskEncryption.privacy':
    'Whether the system disk is encrypted, and how far along; if your company asks for all disks, how many are and how many aren’t. No names, no contents.',
  'evidence.diskEncryption.on': 'The system disk is encrypted.',
  'evidence.diskEncryption.off': 'The system disk is not encrypted.',
  'evidence.diskEncryption.encrypting': 'Encryption has started but is not finished yet.',
  'evidence.diskEncryption.encryptingPercent': 'Encryption has started: {percent, number}% done.',
  'evidence.diskEncryption.decrypting': 'The disk is being decrypted.',
  'evidence.diskEncryption.suspended': 'The disk is encrypted, but its protection is paused.',
  'evidence.diskEncryption.locked': 'The disk is locked, so we can’t tell how it is protected.',
  'evidence.diskEncryption.partial': 'Only part of the system disk is encrypted.',
  'evidence.diskEncryption.allOn': 'The system disk and every other built-in disk are encrypted.',
  'evidence.diskEncryption.othersOff':
    '{count, plural, one {# other built-in disk is not encrypted.} other {# other built-in disks are not encrypted.}}',
  'evidence.diskEncryption.othersUnclear':
    'We couldn’t tell whether {count, plural, one {# other built-in disk is} other {# other built-in disks are}} encrypted.',
  'fix.diskEncryption.windows.1':
    'Open Settings, then “Privacy & security”, then “Device encryption” (or “BitLocker drive encryption”).',
  'fix.diskEncryption.windows.2': 'Turn it on. If it says “paused”, choose “Resume protection”.',
  'fix.diskEncryption.windows.3': 'If the laptop has more than one disk, do the same for each one in the list.',
  'fix.diskEncryption.windows.4': 'Keep the laptop plugged in. You can go on working while it encrypts.',
  'fix.diskEncryption.windows-10.1':
    'Open Settings, then “Update & Security”, then “Device encryption”. If that isn’t there, search the Start menu for “Manage BitLocker”.',
  'fix.diskEncryption.windows-10.2': 'Turn it on. If it says “suspended”, choose “Resume protection”.',
  'fix.diskEncryption.windows-10.3': 'If the laptop has more than one disk, do the same for each one in the list.',
  'fix.diskEncryption.windows-10.4': 'Keep the laptop plugged in. You can go on working while it encrypts.',
  'fix.diskEncryption.macos.1': 'Open System Settings, then “Privacy & Security”, then “FileVault”.',
  'fix.diskEncryption.macos.2': 'Choose “Turn On” and keep the recovery key in a safe place.',
  'fix.diskEncryption.macos.3': 'Keep the Mac plugged in. You can go on working while it encrypts.',
  'fix.diskEncryption.linux.1':
    'On Linux the system disk is encrypted when the system is installed; it can’t be switched on afterwards.',
  'fix.diskEncryption.linux.2':
    'Save your files, then reinstall and choose “Encrypt the disk” (LUKS) in the installer.',
  'fix.diskEncryption.linux.3':
    'Only a second disk is not encrypted? Save its files elsewhere, then format it in the Disks app with “Password protect volume (LUKS)”.',
  'fix.diskEncryption.linux.4': 'If that isn’t possible now, ask your IT for an exception.',
} as const;
