/** What the agent reads about this check; ICU MessageFormat. */
export const text = {
  'check.appIntegrity.name': 'Offhook itself',
  'check.appIntegrity.why':
    'Every other answer comes from Offhook. If somebody changes it or looks into it while it runs, none of them can be trusted.',
  'check.appIntegrity.privacy': 'Whether Offhook is unchanged and runs by itself. Nothing about any other program.',
  'evidence.appIntegrity.whole': 'Offhook is as it was built, and nothing looks into it.',
  'evidence.appIntegrity.unwatched':
    'Nothing looks into Offhook. That it is as it was built could not be proved here, and your company does not ask for that.',
  'evidence.appIntegrity.watched': 'Offhook was started so that another program can look into it.',
  'evidence.appIntegrity.changed': 'A part of Offhook is not the one that was built.',
  'evidence.appIntegrity.unsigned': 'Offhook carries no valid signature.',
  'evidence.appIntegrity.watchedUnknown': 'We couldn’t find out whether another program looks into Offhook.',
  'evidence.appIntegrity.noProof': 'This system has no way to prove that Offhook is as it was built.',
  'fix.appIntegrity.windows.1': 'Close Offhook and start it again from the Start menu, not from a command line.',
  'fix.appIntegrity.windows.2':
    'If that doesn’t help: open Settings, then “Apps”, uninstall Offhook, and install it again from the link that your company gave you.',
  'fix.appIntegrity.macos.1': 'Quit Offhook and start it again from Applications, not from a command line.',
  'fix.appIntegrity.macos.2':
    'If that doesn’t help: move Offhook to the Bin and install it again from the link that your company gave you.',
  'fix.appIntegrity.linux.1': 'Quit Offhook and start it again from your list of apps, not from a terminal.',
  'fix.appIntegrity.linux.2':
    'If that doesn’t help: remove the package and install it again from the link that your company gave you.',
} as const;
