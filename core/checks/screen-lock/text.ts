/** What the agent reads about this check; ICU MessageFormat. */
export const text = {
  'check.screenLock.name': 'Screen lock',
  'check.screenLock.why':
    'When you step away, a locked screen keeps everybody else in the room out of your customers’ data.',
  'check.screenLock.privacy':
    'Whether the screen locks by itself, after how long, and whether a password is asked for on waking. Never the password.',
  'evidence.screenLock.on':
    'The screen locks by itself after {minutes, plural, one {# minute} other {# minutes}} without a touch.',
  'evidence.screenLock.never': 'The screen never locks by itself.',
  'evidence.screenLock.openOnWake': 'No password is asked for when the laptop wakes up.',
  'evidence.screenLock.late':
    'The screen locks only after {minutes, plural, one {# minute} other {# minutes}}. Your company allows {most, plural, one {# minute} other {# minutes}} at most.',
  'evidence.screenLock.delayUnknown': 'We couldn’t find out how soon the screen locks by itself.',
  'evidence.screenLock.wakeUnknown': 'We couldn’t find out whether a password is asked for on waking.',
  'fix.screenLock.windows.1':
    'Open Settings, then “Accounts”, then “Sign-in options”. Under “If you’ve been away, when should Windows require you to sign in again?” choose “When PC wakes up from sleep” or “Every time”.',
  'fix.screenLock.windows.2':
    'Open Settings, then “Personalization”, then “Lock screen”, then “Screen saver” (at the very bottom).',
  'fix.screenLock.windows.3':
    'Set “Wait” to the minutes that your company allows, tick “On resume, display logon screen”, and choose “OK”.',
  'fix.screenLock.windows-10.1':
    'Open Settings, then “Accounts”, then “Sign-in options”. Under “Require sign-in” choose “When PC wakes up from sleep”.',
  'fix.screenLock.windows-10.2':
    'Open Settings, then “Personalization”, then “Lock screen”, then “Screen saver settings” (at the very bottom).',
  'fix.screenLock.windows-10.3':
    'Set “Wait” to the minutes that your company allows, tick “On resume, display logon screen”, and choose “OK”.',
  'fix.screenLock.macos.1': 'Open System Settings, then “Lock Screen”.',
  'fix.screenLock.macos.2':
    'Set “Turn display off when inactive”, on battery and on power adapter, to the minutes that your company allows.',
  'fix.screenLock.macos.3':
    'Set “Require password after screen saver begins or display is turned off” to “Immediately”.',
  'fix.screenLock.linux.1':
    'Open Settings, then “Privacy” (or “Privacy & Security”), then “Screen Lock” (or “Screen”). On KDE it is System Settings, then “Screen Locking”.',
  'fix.screenLock.linux.2':
    'Turn on “Automatic Screen Lock” and “Lock Screen on Suspend”. On KDE set “Lock screen automatically” and tick “Lock after waking from sleep”.',
  'fix.screenLock.linux.3':
    'Choose a time that your company allows. The time until the screen goes dark and the time until it locks add up.',
} as const;
