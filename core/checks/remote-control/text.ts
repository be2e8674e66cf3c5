/** What the agent reads about this check; ICU MessageFormat. */
export const text = {
  'check.remoteControl.name': 'No remote control',
  'check.remoteControl.why':
    'With a remote-control program somebody else can see your screen and use your laptop. Fraudsters ask people to install one, so none may run while you take calls.',
  'check.remoteControl.privacy':
    'The names of remote-control programs on Offhook’s list that run now. No other program is ever looked up or named.',
  'evidence.remoteControl.none': 'No remote-control program is running.',
  'evidence.remoteControl.allowed': 'Running, and allowed by your company: {programs}.',
  'evidence.remoteControl.running':
    '{count, plural, one {A remote-control program is running: {programs}.} other {# remote-control programs are running: {programs}.}}',
  'fix.remoteControl.windows.1':
    'Close the program that is named above. If you see its icon at the bottom right, next to the clock, right-click it and choose “Exit” or “Quit”.',
  'fix.remoteControl.windows.2':
    'If it comes back, open Settings, then “Apps”, then “Installed apps”, find it, choose the three dots and then “Uninstall”.',
  'fix.remoteControl.windows.3':
    'If you don’t know this program, or somebody on the phone asked you to install it, tell your IT at once.',
  'fix.remoteControl.windows-10.1':
    'Close the program that is named above. If you see its icon at the bottom right, next to the clock, right-click it and choose “Exit” or “Quit”.',
  'fix.remoteControl.windows-10.2':
    'If it comes back, open Settings, then “Apps”, then “Apps & features”, find it and choose “Uninstall”.',
  'fix.remoteControl.windows-10.3':
    'If you don’t know this program, or somebody on the phone asked you to install it, tell your IT at once.',
  'fix.remoteControl.macos.1':
    'Close the program that is named above: choose its icon in the menu bar at the top right and then “Quit”. For macOS’ own, open System Settings, then “General”, then “Sharing”, and turn off “Screen Sharing” and “Remote Management”.',
  'fix.remoteControl.macos.2':
    'If it comes back, open System Settings, then “General”, then “Login Items & Extensions”, and remove it there. Then drag it from “Applications” to the Trash.',
  'fix.remoteControl.macos.3':
    'If you don’t know this program, or somebody on the phone asked you to install it, tell your IT at once.',
  'fix.remoteControl.linux.1':
    'Close the program that is named above. If you use a desktop’s own remote control, turn it off in Settings, under “System” and then “Remote Desktop”, or under “Sharing”.',
  'fix.remoteControl.linux.2':
    'If it comes back, remove it with your software app, or stop its service in a terminal, for instance: sudo systemctl disable --now anydesk',
  'fix.remoteControl.linux.3':
    'If you don’t know this program, or somebody on the phone asked you to install it, tell your IT at once.',
} as const;
