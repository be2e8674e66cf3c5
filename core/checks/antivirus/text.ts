/** What the agent reads about this check; ICU MessageFormat. */
export const text = {
  'check.antivirus.name': 'Virus protection',
  'check.antivirus.why':
    'Programs that steal passwords or listen in can get onto any laptop. Virus protection stops those that are known, as long as it is on and fresh.',
  'check.antivirus.privacy':
    'Whether virus protection is on and up to date, and its name. Not what it found, and none of your files.',
  'evidence.antivirus.on': 'Virus protection is on and up to date.',
  'evidence.antivirus.onBy': 'Virus protection is on ({products}).',
  'evidence.antivirus.off': 'No virus protection is on.',
  'evidence.antivirus.old': 'Virus protection is on, but what it knows is out of date.',
  'evidence.antivirus.onlyBuiltIn':
    'Only the protection that comes with macOS is on. Your company asks for one more program.',
  'evidence.antivirus.ageUnclear': 'Virus protection is on, but we couldn’t tell whether it is up to date.',
  'fix.antivirus.windows.1':
    'Open Settings, then “Privacy & security”, then “Windows Security”, then “Virus & threat protection”.',
  'fix.antivirus.windows.2':
    'Under “Virus & threat protection settings”, choose “Manage settings” and turn “Real-time protection” on.',
  'fix.antivirus.windows.3': 'Go back, choose “Protection updates”, then “Check for updates”.',
  'fix.antivirus.windows.4': 'If you use another antivirus program, open it, turn its protection on and let it update.',
  'fix.antivirus.windows-10.1':
    'Open Settings, then “Update & Security”, then “Windows Security”, then “Virus & threat protection”.',
  'fix.antivirus.windows-10.2':
    'Under “Virus & threat protection settings”, choose “Manage settings” and turn “Real-time protection” on.',
  'fix.antivirus.windows-10.3': 'Go back, choose “Check for updates” under “Virus & threat protection updates”.',
  'fix.antivirus.windows-10.4':
    'If you use another antivirus program, open it, turn its protection on and let it update.',
  'fix.antivirus.macos.1':
    'If your company gave you a security program, open it and see that its protection is on and up to date.',
  'fix.antivirus.macos.2':
    'If macOS asks you to allow it, open System Settings, then “General”, then “Login Items & Extensions”, and turn it on there.',
  'fix.antivirus.macos.3':
    'For the protection that comes with macOS: in “General”, open “Software Update”, choose the small “i” next to “Automatic Updates”, and turn on “Install Security Responses and system files”.',
  'fix.antivirus.macos-13.1':
    'If your company gave you a security program, open it and see that its protection is on and up to date.',
  'fix.antivirus.macos-13.2':
    'If macOS asks you to allow it, open System Settings, then “Privacy & Security”, scroll down and choose “Allow”.',
  'fix.antivirus.macos-13.3':
    'For the protection that comes with macOS: in “General”, open “Software Update”, choose the small “i” next to “Automatic Updates”, and turn on “Install Security Responses and system files”.',
  'fix.antivirus.linux.1': 'Ask your IT which security program they want on Linux; most systems come without one.',
  'fix.antivirus.linux.2': 'Once it is installed, start it and let it update. Restart if it asks you to.',
  'fix.antivirus.linux-debian.1':
    'Ask your IT which security program they want. If ClamAV is enough for them, install it in a terminal: sudo apt install clamav-daemon clamav-freshclam',
  'fix.antivirus.linux-debian.2':
    'Turn it on, with its watch over files: sudo systemctl enable --now clamav-daemon clamav-freshclam clamav-clamonacc',
} as const;
