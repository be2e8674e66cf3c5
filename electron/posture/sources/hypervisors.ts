import type { VirtualMachineReading } from './reading.ts';

/** What the firmware of each kind of virtual machine calls its maker or model (systemd, src/basic/virt.c, and the makers' own pages). */
const MARKS: readonly (readonly [RegExp, string])[] = [
  [/\bvmware/i, 'vmware'],
  [/\bvirtualbox\b|^innotek gmbh$/i, 'virtualbox'],
  [/\bparallels/i, 'parallels'],
  [/apple virtualization|^virtualmac\d/i, 'apple'],
  [/^amazon ec2\b/i, 'amazon'],
  [/^google compute engine$/i, 'google'],
  [/^cloud pc\b/i, 'microsoft'],
  [/^virtual machine$/i, 'microsoft'],
  [/\bbhyve\b/i, 'bhyve'],
  [/^xen\b|\bhvm domu\b/i, 'xen'],
  [/^bochs\b/i, 'bochs'],
  [/\bkvm\b|^rhel\b|^rhev\b|\bovirt\b|openstack|^nutanix|^ahv$|^droplet$|^vserver$|alibaba cloud|^cvm$/i, 'kvm'],
  [/\bqemu\b|^standard pc \(|^firecracker|^cloud hypervisor|^utm\b/i, 'qemu'],
  [/\bvirtual (platform|machine)\b/i, 'other'],
];
/** Makers of nothing but virtual machines, whatever their model is called. */
const CLOUDS =
  /^(digitalocean|hetzner|scaleway|vultr|linode|upcloud|alibaba cloud|tencent cloud|exoscale|openstack foundation|akamai)$/i;

/** What whoever assembled the machine left unsaid. */
const PLACEHOLDER =
  /^(to be filled.*|default string|system (manufacturer|product name|version)|not (specified|applicable|available).*|unknown.*|none|n\/a|o\.?e\.?m\.?|empty|invalid|[x\-0.]*)$/i;

/** By the firmware's maker and model. A maker alone can only say yes; no needs both, and both to be names. */
export function virtualByName(manufacturer: string | null, model: string | null): VirtualMachineReading | null {
  const maker = manufacturer?.trim() ?? '';
  const name = model?.trim() ?? '';
  // The same maker rents out whole machines.
  const isMetal = /^amazon ec2$/i.test(maker) && /\.metal(-|$)/i.test(name);
  if (!isMetal) {
    for (const text of [name, maker]) {
      const mark = MARKS.find(([pattern]) => pattern.test(text));
      if (mark !== undefined) return { vm: true, hypervisor: mark[1], reason: null };
    }
    if (CLOUDS.test(maker)) return { vm: true, hypervisor: 'kvm', reason: null };
  }
  if (PLACEHOLDER.test(maker) || PLACEHOLDER.test(name)) return null;
  return { vm: false, hypervisor: null, reason: null };
}
