import { refusalReason } from '../format/refusal.ts';
import { integrityReading } from '../integrity.ts';
import { unknownReading } from '../reading.ts';
import { defineSource, linuxTool } from '../source.ts';

/**
 * `mokutil --sb-state`, which is not translated and needs no rights. A shim that does not validate and a firmware in setup mode let anything start, whatever
 * the first line says. Without EFI variables the laptop did not start by UEFI at all, so there is no secure boot.
 */
export const mokutil = defineSource({
  id: 'linux/mokutil',
  platform: 'linux',
  family: 'secureBoot',
  fact: 'systemIntegrity',
  pace: 'hourly',
  gather: { via: 'command', tool: linuxTool('mokutil'), args: ['--sb-state'], okExit: [0, 1, 255] },
  parse: (output) => {
    const isOff =
      /^\s*SecureBoot disabled\b/im.test(output) ||
      /validation is disabled in shim/i.test(output) ||
      /\b(setup|audit) mode\b/i.test(output) ||
      /EFI variables are not supported on this system/i.test(output) ||
      /(?:system does(?:n['’]t| not) support|not supported.*) Secure ?Boot/i.test(output);
    if (isOff) return integrityReading('secure-boot', false);
    const rest = output.split(/\r?\n/).filter((line) => !/^\s*SecureBoot enabled\s*$/.test(line));
    const isOn = rest.length < output.split(/\r?\n/).length;
    // Another line about it says something that we don't know.
    return isOn &&
      !rest.some((line) => /secure ?boot(?! validation is enabled)|platform is|fail|error|cannot/i.test(line))
      ? integrityReading('secure-boot', true)
      : unknownReading.secureBoot(refusalReason(output));
  },
});
