/** What the agent reads about this check; ICU MessageFormat. */
export const text = {
  'check.firewall.name': 'Firewall',
  'check.firewall.why': 'A firewall stops other devices on the same network from connecting to your laptop.',
  'check.firewall.privacy': 'Whether a firewall blocks connections from outside, and its name. No rules, no addresses.',
  'evidence.firewall.on': 'Connections from outside are blocked.',
  'evidence.firewall.onBy': 'Connections from outside are blocked ({products}).',
  'evidence.firewall.off': 'No firewall is blocking connections from outside.',
  'fix.firewall.windows.1':
    'Open Settings, then “Privacy & security”, then “Windows Security”, then “Firewall & network protection”.',
  'fix.firewall.windows.2': 'Turn the firewall on for every network that is listed.',
  'fix.firewall.windows-10.1':
    'Open Settings, then “Update & Security”, then “Windows Security”, then “Firewall & network protection”.',
  'fix.firewall.windows-10.2': 'Turn the firewall on for every network that is listed.',
  'fix.firewall.macos.1': 'Open System Settings, then “Network”, then “Firewall”.',
  'fix.firewall.macos.2': 'Turn the firewall on.',
  'fix.firewall.linux.1': 'Open your firewall app and turn it on. In a terminal on Debian or Ubuntu: sudo ufw enable',
  'fix.firewall.linux.2': 'If ufw is not there, install it first: sudo apt install ufw',
  'fix.firewall.linux-fedora.1':
    'Open the app “Firewall” and make sure that it runs, with your network in the zone “public” or “FedoraWorkstation”.',
  'fix.firewall.linux-fedora.2': 'In a terminal: sudo systemctl enable --now firewalld',
  'fix.firewall.linux-suse.1': 'Open YaST, then “Security and Users”, then “Firewall”, and start it.',
  'fix.firewall.linux-suse.2': 'In a terminal: sudo systemctl enable --now firewalld',
  'fix.firewall.linux-arch.1': 'In a terminal, install a firewall: sudo pacman -S ufw',
  'fix.firewall.linux-arch.2': 'Turn it on, now and at every start: sudo ufw enable && sudo systemctl enable --now ufw',
  'fix.firewall.linux-nixos.1': 'In /etc/nixos/configuration.nix, set: networking.firewall.enable = true;',
  'fix.firewall.linux-nixos.2': 'In a terminal: sudo nixos-rebuild switch',
} as const;
