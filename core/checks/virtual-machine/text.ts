/** What the agent reads about this check; ICU MessageFormat. */
export const text = {
  'check.virtualMachine.name': 'Real laptop',
  'check.virtualMachine.why':
    'A virtual machine is a computer inside another one. The outer one can watch and copy everything, and we can’t see it.',
  'check.virtualMachine.privacy': 'Whether Offhook runs in a virtual machine, and of which kind.',
  'evidence.virtualMachine.real': 'Offhook runs on a real laptop.',
  'evidence.virtualMachine.virtual': 'Offhook runs inside a virtual machine.',
  'evidence.virtualMachine.virtualBy': 'Offhook runs inside a virtual machine ({hypervisor}).',
  'evidence.virtualMachine.allowed': 'Offhook runs inside a virtual machine that your company allows ({hypervisor}).',
  'fix.virtualMachine.windows.1':
    'Install Offhook on the laptop itself, outside of the virtual machine, and sign in there.',
  'fix.virtualMachine.windows.2': 'If your company gave you this virtual machine, ask your IT to allow it.',
  'fix.virtualMachine.macos.1': 'Install Offhook on the Mac itself, outside of the virtual machine, and sign in there.',
  'fix.virtualMachine.macos.2': 'If your company gave you this virtual machine, ask your IT to allow it.',
  'fix.virtualMachine.linux.1':
    'Install Offhook on the laptop itself, outside of the virtual machine, and sign in there.',
  'fix.virtualMachine.linux.2': 'If your company gave you this virtual machine, ask your IT to allow it.',
} as const;
