/** What the agent reads about this check; ICU MessageFormat. */
export const text = {
  'check.autoLogin.name': 'Password at sign-in',
  'check.autoLogin.why':
    'A laptop that signs in by itself opens for anybody who finds it and presses the power button.',
  'check.autoLogin.privacy': 'Whether somebody is signed in without a password at the start. Not who.',
  'evidence.autoLogin.off': 'The laptop asks for a password when it starts.',
  'evidence.autoLogin.on': 'The laptop signs in by itself when it starts, without a password.',
  'fix.autoLogin.windows.1': 'Press the Windows key and R together, type netplwiz and press Enter.',
  'fix.autoLogin.windows.2':
    'Tick “Users must enter a user name and password to use this computer” and choose “OK”. If the box isn’t there, first open Settings, then “Accounts”, then “Sign-in options”, and turn off “For improved security, only allow Windows Hello sign-in”.',
  'fix.autoLogin.macos.1': 'Open System Settings, then “Users & Groups”.',
  'fix.autoLogin.macos.2': 'Set “Automatically log in as” to “Off”.',
  'fix.autoLogin.linux.1':
    'Open Settings, then “System” or “Users”, choose your account and “Unlock”, and turn off “Automatic Login”.',
  'fix.autoLogin.linux.2':
    'On KDE it is System Settings, then “Login Screen (SDDM)”, then “Behavior”: untick “Automatically log in”.',
} as const;
