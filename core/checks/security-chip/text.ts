/** What the agent reads about this check; ICU MessageFormat. */
export const text = {
  'check.securityChip.name': 'Security chip',
  'check.securityChip.why':
    'A security chip keeps the keys to your disk where no program, and no thief, can copy them.',
  'check.securityChip.privacy': 'Whether there is such a chip, and of which version. Not its number, and no keys.',
  'evidence.securityChip.tpm': 'This laptop has a security chip (TPM).',
  'evidence.securityChip.enclave': 'This Mac has a security chip (Secure Enclave).',
  'evidence.securityChip.none': 'We found no security chip, or it is switched off.',
  'evidence.securityChip.old': 'The security chip is of version {version}. Your company asks for 2.0.',
  'evidence.securityChip.versionUnknown': 'There is a security chip, but we couldn’t find out its version.',
  'fix.securityChip.windows.1':
    'Many laptops have the chip switched off. Open Settings, then “System”, then “Recovery”, choose “Restart now”, then “Troubleshoot”, “Advanced options” and “UEFI Firmware Settings”.',
  'fix.securityChip.windows.2':
    'Look under “Security” or “Advanced” for “TPM”, “Intel PTT”, “AMD fTPM” or “Security Device”, turn it on, save, and restart.',
  'fix.securityChip.windows.3': 'If there is nothing of the kind, this laptop has none: tell your IT.',
  'fix.securityChip.macos.1':
    'Macs since about 2018 have the chip built in, and it can’t be switched off. An older Mac can’t get one: tell your IT.',
  'fix.securityChip.linux.1':
    'Many laptops have the chip switched off. Restart and open the firmware menu; most often with F2, F10 or Delete right after pressing the power button.',
  'fix.securityChip.linux.2':
    'Look under “Security” or “Advanced” for “TPM”, “Intel PTT”, “AMD fTPM” or “Security Device”, turn it on, save, and restart.',
  'fix.securityChip.linux.3': 'If there is nothing of the kind, this laptop has none: tell your IT.',
} as const;
