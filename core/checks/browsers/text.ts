/** What the agent reads about this check; ICU MessageFormat. */
export const text = {
  'check.browsers.name': 'Browsers up to date',
  'check.browsers.why': 'An old browser has known holes that a bad web page can use to get into the laptop.',
  'check.browsers.privacy':
    'Which of the common browsers are installed and their versions. Nothing of what you do in them.',
  'evidence.browsers.none': 'None of the browsers that we look for is installed.',
  'evidence.browsers.current': 'The browsers on this laptop are new enough.',
  'evidence.browsers.old': '{name} {version} is too old.',
  'evidence.browsers.unclear': 'We couldn’t tell how old {name} is.',
  'evidence.browsers.listTooOld': 'Our list of browser versions is too old to count. Update Offhook.',
  'fix.browsers.windows.1':
    'Open the browser, then its menu, then “Help”, then “About”. It looks for an update by itself.',
  'fix.browsers.windows.2': 'Wait until it is done, then close the browser and open it again.',
  'fix.browsers.windows.3':
    'If you never use this browser, you can remove it: Settings, then “Apps”, then “Installed apps”.',
  'fix.browsers.windows-10.1':
    'Open the browser, then its menu, then “Help”, then “About”. It looks for an update by itself.',
  'fix.browsers.windows-10.2': 'Wait until it is done, then close the browser and open it again.',
  'fix.browsers.windows-10.3':
    'If you never use this browser, you can remove it: Settings, then “Apps”, then “Apps & features”.',
  'fix.browsers.macos.1':
    'Open the browser, then the menu with its name, then “About”. Safari is updated with macOS, in System Settings, “General”, “Software Update”.',
  'fix.browsers.macos.2': 'Wait until it is done, then quit the browser and open it again.',
  'fix.browsers.macos.3': 'If you never use this browser, you can move it from “Applications” to the Trash.',
  'fix.browsers.linux.1': 'Open your software or update app and install all updates.',
  'fix.browsers.linux.2': 'Close the browser and open it again.',
  'fix.browsers.linux.3': 'If you never use this browser, you can remove it there.',
} as const;
