/** What an agent can do when we couldn't tell, by the reason: `fix.unknown.REASON.N`. */
export const text = {
  'fix.unknown.not-measured.1': 'Give it a moment: we are still looking at this laptop.',
  'fix.unknown.not-measured.2': 'If this stays for more than a minute, choose “Check again”.',

  'fix.unknown.needs-rights.1':
    'You can’t change this yourself, and please don’t start Offhook as an administrator: it never needs that.',
  'fix.unknown.needs-rights.2': 'Choose “I can’t fix this”. Your IT can set the laptop up so that we may read this.',

  'fix.unknown.not-installed.1': 'Follow the steps below if there are any, and make sure that this is set up at all.',
  'fix.unknown.not-installed.2': 'Choose “Check again” when you have changed something.',
  'fix.unknown.not-installed.3':
    'If you changed nothing and this used to work, choose “I can’t fix this”: part of the system is missing.',

  'fix.unknown.timed-out.1': 'Close programs that keep the laptop busy, and wait a minute.',
  'fix.unknown.timed-out.2': 'Choose “Check again”.',
  'fix.unknown.timed-out.3': 'If it is still too slow, restart the laptop.',

  'fix.unknown.unreadable.1': 'Choose “Check again”: sometimes the system answers in the middle of a change.',
  'fix.unknown.unreadable.2': 'If it stays, restart the laptop.',
  'fix.unknown.unreadable.3':
    'If that doesn’t help, choose “I can’t fix this” and add a report, so that your IT can see why.',

  'fix.unknown.contradictory.1': 'Look at this setting yourself, with the steps below, and see which answer is true.',
  'fix.unknown.contradictory.2': 'Turn it off and on again, then choose “Check again”.',
  'fix.unknown.contradictory.3': 'If both answers stay, choose “I can’t fix this” and add a report.',

  'fix.unknown.stale.1': 'Choose “Check again”.',
  'fix.unknown.stale.2': 'If it stays, close Offhook and open it again: it has stopped looking.',

  'fix.unknown.unsupported.1': 'There is nothing for you to do: this system has no such setting, or no way to read it.',
  'fix.unknown.unsupported.2':
    'If it keeps your line closed, choose “I can’t fix this”. Your IT can make an exception.',
} as const;
