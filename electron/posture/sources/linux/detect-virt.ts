import { refusalReason } from '../format/refusal.ts';
import { unknownReading } from '../reading.ts';
import { defineSource, linuxTool } from '../source.ts';

/** systemd-detect-virt(1). Its words are identifiers. */
const MACHINES = new Set([
  'qemu',
  'kvm',
  'amazon',
  'zvm',
  'vmware',
  'microsoft',
  'oracle',
  'powervm',
  'xen',
  'bochs',
  'uml',
  'parallels',
  'bhyve',
  'qnx',
  'acrn',
  'apple',
  'sre',
  'google',
  'vm-other',
  // A container by its own account, and always inside a virtual machine or one itself.
  'wsl',
]);
const CONTAINERS = new Set([
  'openvz',
  'lxc',
  'lxc-libvirt',
  'systemd-nspawn',
  'docker',
  'podman',
  'rkt',
  'proot',
  'pouch',
  'container-other',
]);

/** With `--vm` a container is looked through; it ends with 1 where there is none. */
export const detectVirt = defineSource({
  id: 'linux/detect-virt',
  platform: 'linux',
  family: 'virtualMachine',
  fact: 'virtualMachine',
  pace: 'hourly',
  gather: { via: 'command', tool: linuxTool('systemd-detect-virt'), args: ['--vm'], okExit: [0, 1] },
  parse: (output) => {
    // A paste may begin with the line that was typed.
    const word = output.trim().replace(/^.*\bsystemd-detect-virt\b.*\n\s*/, '');
    if (word === 'none') return { vm: false, hypervisor: null, reason: null };
    if (MACHINES.has(word)) return { vm: true, hypervisor: word, reason: null };
    return unknownReading.virtualMachine(CONTAINERS.has(word) ? 'unsupported' : refusalReason(output));
  },
});
