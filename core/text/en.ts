/**
 * Everything that core has to say to people, in ICU MessageFormat (https://unicode-org.github.io/icu/userguide/format_parse/messages/),
 * ready to translate. Steps are numbered by their last part. Screens have a catalogue of their own in renderer/i18n.
 */
export const en = {
  'check.diskEncryption.name': 'Disk encryption',
  'check.diskEncryption.why': 'If this laptop is lost or stolen, an encrypted disk keeps customers’ data unreadable.',
  'check.diskEncryption.privacy':
    'Whether the system disk is encrypted, and how far along. No file names, no contents.',
  'check.osUpdates.name': 'System updates',
  'check.osUpdates.why':
    'Attackers use holes that updates have already closed. Installing them takes that way in away.',
  'check.osUpdates.privacy':
    'How many updates wait, whether a restart is due, and which system this is. Not which programs you have.',
  'check.firewall.name': 'Firewall',
  'check.firewall.why': 'A firewall stops other devices on the same network from connecting to your laptop.',
  'check.firewall.privacy': 'Whether a firewall blocks connections from outside, and its name. No rules, no addresses.',
  'check.vpn.name': 'Company VPN',
  'check.vpn.why': 'The VPN protects customers’ data on networks that nobody at work controls.',
  'check.vpn.privacy': 'Whether a VPN is up and the name of its interface. No addresses, no traffic.',

  'evidence.unsupported': 'This system has no way for us to tell.',
  'evidence.unknown.not-measured': 'We haven’t looked yet.',
  'evidence.unknown.needs-rights': 'Reading this needs administrator rights, which Offhook never asks for.',
  'evidence.unknown.not-installed': 'The tool that we would ask is not on this laptop.',
  'evidence.unknown.timed-out': 'The system took too long to answer.',
  'evidence.unknown.unreadable': 'The system answered in a way that we couldn’t read.',
  'evidence.unknown.contradictory': 'Two places on this laptop disagree, so we can’t tell.',
  'evidence.unknown.stale': 'What we last saw is too old to count.',
  'evidence.diskEncryption.on': 'The system disk is encrypted.',
  'evidence.diskEncryption.off': 'The system disk is not encrypted.',
  'evidence.diskEncryption.encrypting': 'Encryption has started but is not finished yet.',
  'evidence.diskEncryption.encryptingPercent': 'Encryption has started: {percent, number}% done.',
  'evidence.diskEncryption.decrypting': 'The disk is being decrypted.',
  'evidence.diskEncryption.suspended': 'The disk is encrypted, but its protection is paused.',
  'evidence.diskEncryption.locked': 'The disk is locked, so we can’t tell how it is protected.',
  'evidence.diskEncryption.partial': 'Only part of the system disk is encrypted.',
  'evidence.osUpdates.current': 'Your system is supported and no security update is waiting.',
  'evidence.osUpdates.pending':
    '{count, plural, one {# security update is waiting.} other {# security updates are waiting.}}',
  'evidence.osUpdates.restart': 'Updates are installed but need a restart to take effect.',
  'evidence.osUpdates.notChecked':
    'Your system last looked for updates {days, plural, one {# day} other {# days}} ago.',
  'evidence.osUpdates.endOfLife': '{name} no longer gets security updates from its maker.',
  'evidence.osUpdates.unclear': 'We couldn’t tell whether security updates are waiting.',
  'evidence.osUpdates.supportUnclear': 'We couldn’t tell whether this system still gets security updates.',
  'evidence.firewall.on': 'Connections from outside are blocked.',
  'evidence.firewall.onBy': 'Connections from outside are blocked ({products}).',
  'evidence.firewall.off': 'No firewall is blocking connections from outside.',
  'evidence.vpn.up': 'The VPN is connected.',
  'evidence.vpn.upOn': 'The VPN is connected ({name}).',
  'evidence.vpn.down': 'No VPN is connected.',
  'evidence.vpn.split': 'The VPN is connected, but not all traffic goes through it.',
  'evidence.vpn.tunnelUnclear': 'The VPN is connected, but we couldn’t tell what goes through it.',

  'fix.diskEncryption.windows.1':
    'Open Settings, then “Privacy & security”, then “Device encryption” (or “BitLocker drive encryption”).',
  'fix.diskEncryption.windows.2': 'Turn it on. If it says “paused”, choose “Resume protection”.',
  'fix.diskEncryption.windows.3': 'Keep the laptop plugged in. You can go on working while it encrypts.',
  'fix.diskEncryption.macos.1': 'Open System Settings, then “Privacy & Security”, then “FileVault”.',
  'fix.diskEncryption.macos.2': 'Choose “Turn On” and keep the recovery key in a safe place.',
  'fix.diskEncryption.macos.3': 'Keep the Mac plugged in. You can go on working while it encrypts.',
  'fix.diskEncryption.linux.1':
    'On Linux the disk is encrypted when the system is installed; it can’t be switched on afterwards.',
  'fix.diskEncryption.linux.2':
    'Save your files, then reinstall and choose “Encrypt the disk” (LUKS) in the installer.',
  'fix.diskEncryption.linux.3': 'If that isn’t possible now, ask your IT for an exception.',
  'fix.osUpdates.windows.1': 'Open Settings, then “Windows Update”.',
  'fix.osUpdates.windows.2': 'Choose “Check for updates” and install everything that it finds.',
  'fix.osUpdates.windows.3': 'Restart when it asks you to.',
  'fix.osUpdates.macos.1': 'Open System Settings, then “General”, then “Software Update”.',
  'fix.osUpdates.macos.2': 'Choose “Update Now” and let the Mac restart.',
  'fix.osUpdates.linux.1':
    'Open your software or update app and install all updates. In a terminal on Debian or Ubuntu: sudo apt update && sudo apt upgrade',
  'fix.osUpdates.linux.2': 'Restart if it asks you to.',
  'fix.firewall.windows.1':
    'Open Settings, then “Privacy & security”, then “Windows Security”, then “Firewall & network protection”.',
  'fix.firewall.windows.2': 'Turn the firewall on for every network that is listed.',
  'fix.firewall.macos.1': 'Open System Settings, then “Network”, then “Firewall”.',
  'fix.firewall.macos.2': 'Turn the firewall on.',
  'fix.firewall.linux.1': 'Open your firewall app and turn it on. In a terminal on Debian or Ubuntu: sudo ufw enable',
  'fix.firewall.linux.2': 'If ufw is not there, install it first: sudo apt install ufw',
  'fix.vpn.windows.1':
    'Open the VPN app that your company gave you, or Settings, then “Network & internet”, then “VPN”.',
  'fix.vpn.windows.2': 'Choose your company’s VPN and connect.',
  'fix.vpn.macos.1': 'Open the VPN app that your company gave you, or System Settings, then “VPN”.',
  'fix.vpn.macos.2': 'Turn your company’s VPN on.',
  'fix.vpn.linux.1': 'Open the VPN app that your company gave you, or the network menu of your desktop.',
  'fix.vpn.linux.2': 'Connect to your company’s VPN.',
} as const;

export type EnglishKey = keyof typeof en;
