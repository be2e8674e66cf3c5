import type { Facts } from '../../../core/facts/catalogue.ts';
import { knownFact, mostTelling, ofFamily, unknownFact, type Aged } from './results.ts';

/** What people call what the sources name by short words. */
const NAMES: Readonly<Record<string, string>> = {
  amazon: 'Amazon EC2',
  apple: 'Apple Virtualization',
  bhyve: 'bhyve',
  bochs: 'Bochs',
  google: 'Google Cloud',
  kvm: 'KVM',
  microsoft: 'Hyper-V',
  oracle: 'VirtualBox',
  parallels: 'Parallels',
  qemu: 'QEMU',
  virtualbox: 'VirtualBox',
  vmware: 'VMware',
  wsl: 'WSL',
  xen: 'Xen',
};

/** Who recognises a virtual machine is right, also against one that looks elsewhere and sees none: hiding is easy in one place, hard in all. */
export function combineVirtualMachine(results: readonly Aged[]): Facts['virtualMachine'] {
  const all = ofFamily(results, 'virtualMachine');
  const yes = all.filter(({ reading }) => reading.vm === true);
  if (yes.length > 0) {
    const word = yes.map(({ reading }) => reading.hypervisor).find((hypervisor) => hypervisor !== null) ?? null;
    const hypervisor = word === null ? null : (NAMES[word] ?? (word === 'other' || word === 'vm-other' ? null : word));
    return knownFact({ vm: true, hypervisor }, yes);
  }
  const no = all.filter(({ reading }) => reading.vm === false);
  return no.length > 0
    ? knownFact({ vm: false, hypervisor: null }, no)
    : unknownFact(mostTelling(all.map(({ reading }) => reading.reason)), all);
}
