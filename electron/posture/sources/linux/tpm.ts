import { refusalReason } from '../format/refusal.ts';
import { unknownReading } from '../reading.ts';
import { defineSource } from '../source.ts';

/** sysfs (Documentation/ABI/stable/sysfs-class-tpm): the first of these that there is. Since 5.6 the kernel says which version. */
export const tpm = defineSource({
  id: 'linux/tpm',
  platform: 'linux',
  family: 'securityChip',
  fact: 'securityChip',
  pace: 'hourly',
  gather: {
    via: 'file',
    paths: [
      '/sys/class/tpm/tpm0/tpm_version_major',
      '/sys/class/tpm/tpm0/device/description',
      '/sys/class/tpm/tpm0/caps',
      '/sys/class/tpm/tpm0/uevent',
    ],
    take: 'first',
  },
  whenMissing: { present: false, kind: null, version: null, reason: null },
  parse: (output) => {
    const major = /^\s*(?:\S*tpm_version_major[:=]\s*)?([12])\s*$/.exec(output)?.[1];
    const told = /\bTPM (1\.2|2\.0)\b/.exec(output)?.[1] ?? /^TCG version:\s*(1\.2|2\.0)/m.exec(output)?.[1] ?? null;
    if (major !== undefined)
      return { present: true, kind: 'tpm', version: major === '2' ? '2.0' : '1.2', reason: null };
    if (told !== null || /^DEVNAME=tpm0\s*$/m.test(output))
      return { present: true, kind: 'tpm', version: told, reason: null };
    return unknownReading.securityChip(refusalReason(output));
  },
});
