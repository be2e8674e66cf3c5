/** What the agent reads about this check; ICU MessageFormat. */
export const text = {
  'check.guestAccount.name': 'No guest account',
  'check.guestAccount.why':
    'With a guest account anybody can use this laptop without a password, and nobody can tell who it was.',
  'check.guestAccount.privacy': 'Whether a guest can sign in. No other accounts, no names.',
  'evidence.guestAccount.off': 'Nobody can sign in as a guest.',
  'evidence.guestAccount.on': 'Anybody can sign in as a guest.',
  'fix.guestAccount.windows.1':
    'Right-click the Start button and choose “Terminal (Admin)” or “Windows PowerShell (Admin)”. Windows asks for an administrator.',
  'fix.guestAccount.windows.2':
    'Type this line and press Enter: Get-LocalUser | Where-Object SID -like *-501 | Disable-LocalUser',
  'fix.guestAccount.macos.1': 'Open System Settings, then “Users & Groups”, and choose the “i” beside “Guest User”.',
  'fix.guestAccount.macos.2': 'Turn off “Allow guests to log in to this computer”.',
  'fix.guestAccount.linux.1': 'Open a terminal and type: sudo mkdir -p /etc/lightdm/lightdm.conf.d',
  'fix.guestAccount.linux.2':
    'Then type: sudo nano /etc/lightdm/lightdm.conf.d/50-no-guest.conf and write two lines into it: [Seat:*] and allow-guest=false',
  'fix.guestAccount.linux.3': 'Save with Ctrl and O, then Enter. Close with Ctrl and X, and restart the laptop.',
} as const;
