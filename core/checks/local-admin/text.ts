/** What the agent reads about this check; ICU MessageFormat. */
export const text = {
  'check.localAdmin.name': 'Everyday account',
  'check.localAdmin.why':
    'What an administrator opens by mistake can change the whole laptop. From an everyday account, most harm stays small.',
  'check.localAdmin.privacy': 'Whether your account is an administrator. Not its name, and no other accounts.',
  'evidence.localAdmin.standard': 'You work with a standard account.',
  'evidence.localAdmin.admin': 'You work with an administrator account.',
  'fix.localAdmin.windows.1':
    'Open Settings, then “Accounts”, then “Other users”. Add a second account, and change its account type to “Administrator”.',
  'fix.localAdmin.windows.2':
    'Sign out, sign in with the new account, and change your own account to “Standard User” in the same place.',
  'fix.localAdmin.windows.3':
    'Sign in with your own account again. When something needs an administrator, Windows asks for the new account’s password.',
  'fix.localAdmin.windows-10.1':
    'Open Settings, then “Accounts”, then “Family & other users”. Add a second account, and change its account type to “Administrator”.',
  'fix.localAdmin.windows-10.2':
    'Sign out, sign in with the new account, and change your own account to “Standard User” in the same place.',
  'fix.localAdmin.windows-10.3':
    'Sign in with your own account again. When something needs an administrator, Windows asks for the new account’s password.',
  'fix.localAdmin.macos.1':
    'Open System Settings, then “Users & Groups”, and choose “Add User” (or “Add Account”). Make a new account of the kind “Administrator”.',
  'fix.localAdmin.macos.2':
    'Log out, log in with the new account, open the details of your own account in the same place, and turn off “Allow this user to administer this computer”.',
  'fix.localAdmin.macos.3': 'Restart the Mac and log in with your own account again.',
  'fix.localAdmin.linux.1':
    'Open Settings, then “System” or “Users”, choose “Unlock” and “Add User”, and turn on “Administrator” for the new account.',
  'fix.localAdmin.linux.2':
    'Log in with the new account, open the same page, choose your own account and turn off “Administrator”. Then log in as yourself again.',
} as const;
