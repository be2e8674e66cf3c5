/** What the agent reads about this check; ICU MessageFormat. */
export const text = {
  'check.networkTampering.name': 'Network settings',
  'check.networkTampering.why':
    'A few settings decide where your laptop finds other computers. If somebody changed them, you could land on a false sign-in page, or updates could stay away.',
  'check.networkTampering.privacy':
    'Whether a proxy or name servers were set by hand, and which well-known sites, such as a bank or an update service, are sent elsewhere. No other names, no addresses.',
  'evidence.networkTampering.clean': 'Nothing sends your traffic elsewhere.',
  'evidence.networkTampering.names': 'Your laptop is told to look for these in another place: {names}.',
  'evidence.networkTampering.hosts': 'Your laptop is told to look for a sensitive site in another place.',
  'evidence.networkTampering.proxy': 'A proxy is set: what you do on the web goes through another computer.',
  'evidence.networkTampering.dns': 'Somebody chose by hand which servers look up names.',
  'evidence.networkTampering.hostsUnclear':
    'The hosts file sends names to other places, or couldn’t be read, so we can’t tell whether that is meant.',
  'evidence.networkTampering.proxyUnclear': 'We couldn’t tell whether a proxy is set.',
  'evidence.networkTampering.dnsUnclear': 'We couldn’t tell who chose the servers that look up names.',
  'fix.networkTampering.windows.1':
    'For a proxy: open Settings, then “Network & internet”, then “Proxy”. Turn off “Use a proxy server” and “Use setup script”.',
  'fix.networkTampering.windows.2':
    'For other places: press the Windows key, type “Notepad”, right-click it and choose “Run as administrator”. Open C:\\Windows\\System32\\drivers\\etc\\hosts, delete the lines with the names that you don’t know, and save.',
  'fix.networkTampering.windows.3':
    'For name servers: in “Network & internet” choose your connection, then “Edit” next to “DNS server assignment”, then “Automatic (DHCP)”.',
  'fix.networkTampering.windows.4': 'If you didn’t set any of this, tell your IT: another program may have.',
  'fix.networkTampering.macos.1':
    'For a proxy: open System Settings, then “Network”, choose your connection, then “Details”, then “Proxies”, and turn all of them off.',
  'fix.networkTampering.macos.2': 'For name servers: in the same place choose “DNS” and remove what somebody added.',
  'fix.networkTampering.macos.3':
    'For other places: open Terminal, type sudo nano /etc/hosts, delete the lines with the names that you don’t know, then press Control-O, Return and Control-X.',
  'fix.networkTampering.macos.4': 'If you didn’t set any of this, tell your IT: another program may have.',
  'fix.networkTampering.linux.1':
    'For a proxy: open Settings, then “Network”, then “Proxy”, and turn it off. Also look for a line with proxy in the file /etc/environment.',
  'fix.networkTampering.linux.2':
    'For other places: in a terminal type sudo nano /etc/hosts, delete the lines with the names that you don’t know, then press Control-O, Enter and Control-X.',
  'fix.networkTampering.linux.3':
    'For name servers: in Settings, then “Network”, open your connection and set “DNS” to “Automatic”.',
  'fix.networkTampering.linux.4': 'If you didn’t set any of this, tell your IT: another program may have.',
} as const;
