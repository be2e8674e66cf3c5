import { refusalReason } from '../format/refusal.ts';
import { virtualByName } from '../hypervisors.ts';
import { unknownReading, type VirtualMachineReading } from '../reading.ts';
import { defineSource } from '../source.ts';

/**
 * `kern.hv_vmm_present` is 1 inside a virtual machine, and so is the feature VMM of an Intel processor; `kern.hv_support` only says that this Mac could
 * hold one. A model that is a real Mac's proves nothing: virtual machines borrow them.
 */
export const macosVm = defineSource({
  id: 'macos/vm',
  platform: 'macos',
  family: 'virtualMachine',
  fact: 'virtualMachine',
  pace: 'hourly',
  gather: {
    via: 'command',
    tool: ['/usr/sbin/sysctl'],
    args: ['kern.hv_vmm_present', 'hw.model', 'machdep.cpu.features'],
    // 1: one of the names is not known here; the others are printed.
    okExit: [0, 1],
  },
  parse: (output) => {
    const models = [
      ...output.matchAll(/^\s*(?:hw\.model|Model Identifier|"?model"?)\s*[:=]\s*<?"?([^">\n]*)"?>?\s*$/gim),
    ];
    const makers = [...output.matchAll(/^[\s|]*"manufacturer"\s*=\s*<"([^"]*)">/gm)];
    for (const [, name = ''] of [...models, ...makers]) {
      const marked = virtualByName(null, name.trim());
      if (marked?.vm === true) return marked;
    }
    const present = [...output.matchAll(/\bkern\.hv_vmm_present\s*[:=]\s*(\d+)\s*$/gm)].map((line) => line[1]);
    const features = /\bmachdep\.cpu\.features\s*[:=]\s*(.*)$/m.exec(output)?.[1]?.split(/\s+/) ?? [];
    if (present.includes('1') || features.includes('VMM')) return virtual();
    if (/^\s*[01]\s*$/.test(output))
      return output.trim() === '1' ? virtual() : { vm: false, hypervisor: null, reason: null };
    if (present.length > 0 && present.every((value) => value === '0'))
      return { vm: false, hypervisor: null, reason: null };
    return unknownReading.virtualMachine(models.length + features.length > 0 ? 'unsupported' : refusalReason(output));
  },
});

function virtual(): VirtualMachineReading {
  return { vm: true, hypervisor: null, reason: null };
}
