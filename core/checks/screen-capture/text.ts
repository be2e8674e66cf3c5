/** What the agent reads about this check; ICU MessageFormat. */
export const text = {
  'check.screenCapture.name': 'No screen recording',
  'check.screenCapture.why':
    'A program that records the screen or the sound also records what customers tell you. None may run while you take calls.',
  'check.screenCapture.privacy':
    'The names of recording programs on Offhook’s list that run now. No other program is ever looked up or named, and nothing that they recorded.',
  'evidence.screenCapture.none': 'No recording program is running.',
  'evidence.screenCapture.allowed': 'Running, and allowed by your company: {programs}.',
  'evidence.screenCapture.running':
    '{count, plural, one {A program that can record is running: {programs}.} other {# programs that can record are running: {programs}.}}',
  'fix.screenCapture.windows.1':
    'Close the program that is named above. If you see its icon at the bottom right, next to the clock, right-click it and choose “Exit” or “Quit”.',
  'fix.screenCapture.windows.2':
    'If it comes back each time you start the laptop, open Settings, then “Apps”, then “Startup”, and turn it off.',
  'fix.screenCapture.windows.3':
    'For Xbox Game Bar: open Settings, then “Gaming”, then “Captures”, and turn off “Record what happened”.',
  'fix.screenCapture.windows-10.1':
    'Close the program that is named above. If you see its icon at the bottom right, next to the clock, right-click it and choose “Exit” or “Quit”.',
  'fix.screenCapture.windows-10.2':
    'If it comes back each time you start the laptop, open Settings, then “Apps”, then “Startup”, and turn it off.',
  'fix.screenCapture.windows-10.3':
    'For Xbox Game Bar: open Settings, then “Gaming”, then “Captures”, and turn off “Record in the background while I’m playing a game”.',
  'fix.screenCapture.macos.1':
    'Close the program that is named above: choose its icon in the menu bar at the top right and then “Quit”.',
  'fix.screenCapture.macos.2':
    'If it comes back each time you log in, open System Settings, then “General”, then “Login Items & Extensions”, and remove it there.',
  'fix.screenCapture.linux.1': 'Close the program that is named above.',
  'fix.screenCapture.linux.2':
    'If it comes back each time you log in, remove it from your desktop’s startup applications.',
} as const;
