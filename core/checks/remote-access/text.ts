/** What the agent reads about this check; ICU MessageFormat. */
export const text = {
  'check.remoteAccess.name': 'Remote access off',
  'check.remoteAccess.why':
    'Services for remote login and shared folders let others on the same network try to get into your laptop.',
  'check.remoteAccess.privacy':
    'Which kinds of remote access are on, such as “Remote Desktop”. No addresses, no names of folders, nobody’s connections.',
  'evidence.remoteAccess.off': 'Nobody on the network can log in to this laptop.',
  'evidence.remoteAccess.allowed': 'Only what your company allows is on.',
  'evidence.remoteAccess.on': 'Others on the network can reach this laptop by: {services}.',
  'fix.remoteAccess.windows.1':
    'For Remote Desktop: open Settings, then “System”, then “Remote Desktop”, and turn it off.',
  'fix.remoteAccess.windows.2':
    'For File Sharing: open Settings, then “Network & internet”, then “Advanced network settings”, then “Advanced sharing settings”, and turn off “File and printer sharing”. Then right-click each shared folder, choose “Give access to” and then “Remove access”.',
  'fix.remoteAccess.windows.3':
    'For anything else: press the Windows key, type “Services”, open it, double-click the service (such as “OpenSSH SSH Server”), set “Startup type” to “Disabled” and choose “Stop”.',
  'fix.remoteAccess.windows-10.1':
    'For Remote Desktop: open Settings, then “System”, then “Remote Desktop”, and turn it off.',
  'fix.remoteAccess.windows-10.2':
    'For File Sharing: open Settings, then “Network & Internet”, then “Sharing options”, and choose “Turn off file and printer sharing”. Then right-click each shared folder, choose “Give access to” and then “Remove access”.',
  'fix.remoteAccess.windows-10.3':
    'For anything else: press the Windows key, type “Services”, open it, double-click the service (such as “OpenSSH SSH Server”), set “Startup type” to “Disabled” and choose “Stop”.',
  'fix.remoteAccess.macos.1': 'Open System Settings, then “General”, then “Sharing”.',
  'fix.remoteAccess.macos.2':
    'Turn off what is named above: “Remote Login” for SSH, “Screen Sharing”, “File Sharing”, “Remote Management” and “Remote Apple Events”.',
  'fix.remoteAccess.linux.1':
    'Open Settings and look for “Sharing”, or for “System” and then “Remote Desktop” and “Secure Shell”. Turn off what is named above.',
  'fix.remoteAccess.linux.2':
    'In a terminal, turn off what you don’t need: for SSH sudo systemctl disable --now ssh.socket ssh sshd, for File Sharing sudo systemctl disable --now smbd nfs-server',
} as const;
