/** What the agent reads about this check; ICU MessageFormat. */
export const text = {
  'check.systemIntegrity.name': 'System protection',
  'check.systemIntegrity.why':
    'These guards keep a program from hiding inside the system itself, where nothing else would notice it.',
  'check.systemIntegrity.privacy': 'Which of the system’s own guards are on. Nothing about your programs or files.',
  'evidence.systemIntegrity.on': 'The system’s own guards are on.',
  'evidence.systemIntegrity.notAsked': 'Your company asks for no guard on this kind of system.',
  'evidence.systemIntegrity.secureBootOff': 'Secure boot is off.',
  'evidence.systemIntegrity.sipOff': 'System Integrity Protection is off, or only partly on.',
  'evidence.systemIntegrity.gatekeeperOff': 'Gatekeeper is off: programs run without being checked.',
  'evidence.systemIntegrity.secureBootUnknown': 'We couldn’t find out whether secure boot is on.',
  'evidence.systemIntegrity.sipUnknown': 'We couldn’t find out whether System Integrity Protection is on.',
  'evidence.systemIntegrity.gatekeeperUnknown': 'We couldn’t find out whether Gatekeeper is on.',
  'fix.systemIntegrity.windows.1':
    'If your disk is encrypted, keep its recovery key at hand. Open Settings, then “System”, then “Recovery”, and choose “Restart now” beside “Advanced startup”.',
  'fix.systemIntegrity.windows.2':
    'Choose “Troubleshoot”, then “Advanced options”, then “UEFI Firmware Settings”, then “Restart”.',
  'fix.systemIntegrity.windows.3':
    'Find “Secure Boot”, most often under “Boot” or “Security”, turn it on, save, and restart. If it can’t be turned on, tell your IT.',
  'fix.systemIntegrity.windows-10.1':
    'If your disk is encrypted, keep its recovery key at hand. Open Settings, then “Update & Security”, then “Recovery”, and choose “Restart now” under “Advanced startup”.',
  'fix.systemIntegrity.windows-10.2':
    'Choose “Troubleshoot”, then “Advanced options”, then “UEFI Firmware Settings”, then “Restart”.',
  'fix.systemIntegrity.windows-10.3':
    'Find “Secure Boot”, most often under “Boot” or “Security”, turn it on, save, and restart. If it can’t be turned on, tell your IT.',
  'fix.systemIntegrity.macos.1':
    'For Gatekeeper: open System Settings, then “Privacy & Security”, and under “Allow applications from” choose “App Store & Known Developers”.',
  'fix.systemIntegrity.macos.2':
    'For System Integrity Protection: shut the Mac down. Apple silicon: hold the power button until “Loading startup options” appears, then choose “Options”. Intel: start while holding Command and R.',
  'fix.systemIntegrity.macos.3':
    'In the menu at the top choose “Utilities”, then “Terminal”, type csrutil enable and press Enter. Then restart.',
  'fix.systemIntegrity.macos-13.1':
    'For Gatekeeper: open System Settings, then “Privacy & Security”, and under “Allow applications downloaded from” choose “App Store and identified developers”.',
  'fix.systemIntegrity.macos-13.2':
    'For System Integrity Protection: shut the Mac down. Apple silicon: hold the power button until “Loading startup options” appears, then choose “Options”. Intel: start while holding Command and R.',
  'fix.systemIntegrity.macos-13.3':
    'In the menu at the top choose “Utilities”, then “Terminal”, type csrutil enable and press Enter. Then restart.',
  'fix.systemIntegrity.linux.1':
    'If your disk is encrypted, keep its password at hand. Restart the laptop and open its firmware menu; most often with F2, F10 or Delete right after pressing the power button.',
  'fix.systemIntegrity.linux.2':
    'Find “Secure Boot”, most often under “Boot” or “Security”, turn it on, save, and restart.',
  'fix.systemIntegrity.linux.3':
    'If the laptop doesn’t start any more, turn it off again in the same place and tell your IT: not every Linux comes with secure boot.',
} as const;
