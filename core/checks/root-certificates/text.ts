/** What the agent reads about this check; ICU MessageFormat. */
export const text = {
  'check.rootCertificates.name': 'Trusted certificates',
  'check.rootCertificates.why':
    'Certificates tell your laptop that a site is the real one. Whoever adds one of their own can read what you send, even with the padlock shown.',
  'check.rootCertificates.privacy':
    'How many certificate authorities were added to those of your system, and the names of known tools among them that can read traffic. No other names.',
  'evidence.rootCertificates.none': 'Only the certificate authorities of your system are trusted.',
  'evidence.rootCertificates.allowed':
    '{count, plural, one {# certificate authority was added, as your company allows.} other {# certificate authorities were added, as your company allows.}}',
  'evidence.rootCertificates.added':
    '{count, plural, one {# certificate authority was added to those of your system.} other {# certificate authorities were added to those of your system.}}',
  'evidence.rootCertificates.interceptor': 'A tool that can read encrypted traffic is trusted: {names}.',
  'fix.rootCertificates.windows.1':
    'Press the Windows key, type “Manage user certificates”, and open it. Then open “Trusted Root Certification Authorities” and “Certificates”.',
  'fix.rootCertificates.windows.2':
    'Look for the tool that is named above, or for a name that you added yourself. Right-click it and choose “Delete”. If you aren’t sure, ask your IT first.',
  'fix.rootCertificates.windows.3':
    'If a security or family program put it there, turn off its “HTTPS scanning” or “web shield” instead.',
  'fix.rootCertificates.macos.1':
    'Open “Keychain Access”, choose “login” and then “Certificates”, and after that “System”.',
  'fix.rootCertificates.macos.2':
    'Look for the tool that is named above, or for a certificate with a small blue plus. Select it and press Delete. If you aren’t sure, ask your IT first.',
  'fix.rootCertificates.macos.3':
    'Also open System Settings, then “General”, then “Device Management”, and remove profiles that you don’t know.',
  'fix.rootCertificates.linux.1':
    'Added certificates are files in the folder /usr/local/share/ca-certificates, /etc/pki/ca-trust/source/anchors, /etc/ca-certificates/trust-source/anchors or /etc/pki/trust/anchors. Ask your IT which of them may stay.',
  'fix.rootCertificates.linux.2': 'Delete the others and let the system know: sudo update-ca-trust',
  'fix.rootCertificates.linux-debian.1':
    'Added certificates are files in the folder /usr/local/share/ca-certificates. Ask your IT which of them may stay.',
  'fix.rootCertificates.linux-debian.2':
    'Delete the others and let the system know: sudo update-ca-certificates --fresh',
  'fix.rootCertificates.linux-suse.1':
    'Added certificates are files in the folder /etc/pki/trust/anchors. Ask your IT which of them may stay.',
  'fix.rootCertificates.linux-suse.2': 'Delete the others and let the system know: sudo update-ca-certificates',
  'fix.rootCertificates.linux-nixos.1':
    'Added certificates are listed in security.pki in your configuration.nix. Ask your IT which of them may stay.',
  'fix.rootCertificates.linux-nixos.2': 'Remove the others and run: sudo nixos-rebuild switch',
} as const;
