/** What the agent reads about this check; ICU MessageFormat. */
export const text = {
  'check.vpn.name': 'Company VPN',
  'check.vpn.why': 'The VPN protects customers’ data on networks that nobody at work controls.',
  'check.vpn.privacy': 'Whether a VPN is up and the name of its interface. No addresses, no traffic.',
  'evidence.vpn.up': 'The VPN is connected.',
  'evidence.vpn.upOn': 'The VPN is connected ({name}).',
  'evidence.vpn.down': 'No VPN is connected.',
  'evidence.vpn.otherNetwork': 'A VPN is connected, but not your company’s.',
  'evidence.vpn.split': 'The VPN is connected, but not all traffic goes through it.',
  'evidence.vpn.tunnelUnclear': 'The VPN is connected, but we couldn’t tell what goes through it.',
  'fix.vpn.windows.1':
    'Open the VPN app that your company gave you, or Settings, then “Network & internet”, then “VPN”.',
  'fix.vpn.windows.2': 'Choose your company’s VPN and connect.',
  'fix.vpn.macos.1': 'Open the VPN app that your company gave you, or System Settings, then “VPN”.',
  'fix.vpn.macos.2': 'Turn your company’s VPN on.',
  'fix.vpn.linux.1': 'Open the VPN app that your company gave you, or the network menu of your desktop.',
  'fix.vpn.linux.2': 'Connect to your company’s VPN.',
} as const;
