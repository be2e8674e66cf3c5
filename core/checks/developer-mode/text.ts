/** What the agent reads about this check; ICU MessageFormat. */
export const text = {
  'check.developerMode.name': 'Developer mode off',
  'check.developerMode.why':
    'Settings for developers let programs in that nobody has vouched for. Outside of that work they are only a risk.',
  'check.developerMode.privacy': 'Whether two settings for developers are on. Nothing about what you develop.',
  'evidence.developerMode.off': 'The settings for developers are off.',
  'evidence.developerMode.notAsked': 'Your company asks for nothing here on this kind of system.',
  'evidence.developerMode.on': 'Developer mode is on.',
  'evidence.developerMode.unsigned': 'The system accepts drivers that nobody has signed.',
  'evidence.developerMode.modeUnknown': 'We couldn’t find out whether developer mode is on.',
  'evidence.developerMode.driversUnknown': 'We couldn’t find out whether unsigned drivers are accepted.',
  'fix.developerMode.windows.1':
    'Open Settings, then “System”, then “Advanced” (or “For developers”), and turn off “Developer Mode”.',
  'fix.developerMode.windows.2':
    'If it is about drivers: right-click the Start button, choose “Terminal (Admin)”, type bcdedit /set testsigning off and press Enter. Then restart.',
  'fix.developerMode.windows-10.1':
    'Open Settings, then “Update & Security”, then “For developers”, and turn off “Developer Mode”.',
  'fix.developerMode.windows-10.2':
    'If it is about drivers: right-click the Start button, choose “Windows PowerShell (Admin)”, type bcdedit /set testsigning off and press Enter. Then restart.',
  'fix.developerMode.macos.1': 'Open the app “Terminal” (in Applications, then Utilities).',
  'fix.developerMode.macos.2':
    'Type sudo DevToolsSecurity -disable and press Enter. The Mac asks for your password; nothing shows while you type it.',
  'fix.developerMode.linux.1':
    'The system refuses unsigned drivers by itself once secure boot is on. Restart, open the firmware menu (most often F2, F10 or Delete) and turn on “Secure Boot”.',
  'fix.developerMode.linux.2': 'If the laptop doesn’t start any more, turn it off again and tell your IT.',
} as const;
