import { readJson } from '../format/json.ts';
import { refusalReason } from '../format/refusal.ts';
import { unknownReading, type SecurityChipReading } from '../reading.ts';
import { defineSource } from '../source.ts';

const enclave = (version: string | null): SecurityChipReading => ({
  present: true,
  kind: 'secure-enclave',
  version,
  reason: null,
});

/** Every Mac with Apple silicon has one. On an Intel Mac sysctl does not know the name. */
export const appleSilicon = defineSource({
  id: 'macos/apple-silicon',
  platform: 'macos',
  family: 'securityChip',
  fact: 'securityChip',
  pace: 'hourly',
  gather: { via: 'command', tool: ['/usr/sbin/sysctl'], args: ['hw.optional.arm64'] },
  parse: (output) =>
    /^\s*(?:hw\.optional\.arm64\s*[:=]\s*)1\s*$/m.test(output)
      ? enclave(null)
      : unknownReading.securityChip(/unknown oid|:\s*0\s*$/.test(output) ? 'unsupported' : refusalReason(output)),
});

/** The T1 and T2 of Intel Macs, by the names that Apple gives to the chips; labels around them are translated. */
export const secureEnclave = defineSource({
  id: 'macos/secure-enclave',
  platform: 'macos',
  family: 'securityChip',
  fact: 'securityChip',
  pace: 'hourly',
  gather: {
    via: 'command',
    tool: ['/usr/sbin/system_profiler'],
    args: ['-json', 'SPiBridgeDataType'],
    timeoutMs: 15_000,
  },
  parse: (output) => {
    if (/^\s*\{/.test(output) && readJson(output) === undefined) return unknownReading.securityChip('unreadable');
    const chip = /\bApple (T[12])\b/.exec(output)?.[1];
    if (chip !== undefined) return enclave(chip);
    if (/"ibridge_secure_boot"|\bAppleSEPManager\b/.test(output)) return enclave(null);
    // Empty on an Intel Mac without such a chip, and on the first Macs with Apple silicon: no answer.
    return unknownReading.securityChip(
      /"SPiBridgeDataType"\s*:\s*\[\s*\]/.test(output) ? 'unsupported' : refusalReason(output),
    );
  },
});
