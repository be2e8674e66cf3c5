import { refusalReason } from '../format/refusal.ts';
import { integrityReading } from '../integrity.ts';
import { unknownReading } from '../reading.ts';
import { defineSource } from '../source.ts';

const EFIVARS = '/sys/firmware/efi/efivars';
/** The UEFI specification's global variables (3.3), and shim's own. */
const GLOBAL = '8be4df61-93ca-11d2-aa0d-00e098032b8c';
const SHIM = '605dab50-e046-4300-abb6-3dd810dd8b23';

/**
 * Four bytes of attributes and one of value: SecureBoot must be 1 and SetupMode 0. Without the files the laptop did not start by UEFI, or its firmware has no
 * such thing.
 */
export const secureBootEfivar = defineSource({
  id: 'linux/secure-boot-efivar',
  platform: 'linux',
  family: 'secureBoot',
  fact: 'systemIntegrity',
  pace: 'hourly',
  gather: { via: 'file', paths: [`${EFIVARS}/SecureBoot-${GLOBAL}`, `${EFIVARS}/SetupMode-${GLOBAL}`], take: 'all' },
  whenMissing: integrityReading('secure-boot', false),
  parse: (output) => {
    const [secureBoot, setupMode] = readVariables(output);
    if (secureBoot === 0 || setupMode === 1) return integrityReading('secure-boot', false);
    return secureBoot === 1 && setupMode === 0
      ? integrityReading('secure-boot', true)
      : unknownReading.secureBoot(refusalReason(output));
  },
});

/** MokSBState as shim hands it on: 1 is “validate nothing”. It is there only when somebody ever changed it. */
export const mokState = defineSource({
  id: 'linux/mok-state',
  platform: 'linux',
  family: 'secureBoot',
  fact: 'systemIntegrity',
  pace: 'hourly',
  gather: { via: 'file', paths: [`${EFIVARS}/MokSBStateRT-${SHIM}`], take: 'first' },
  parse: (output) =>
    readVariables(output)[0] === 1
      ? integrityReading('secure-boot', false)
      : unknownReading.secureBoot('not-installed'),
});

/** Raw, one after the other with a line between them; or as od, xxd and hexdump print their bytes. */
function readVariables(output: string): readonly number[] {
  // oxlint-disable-next-line no-control-regex -- bytes are what these files are made of
  const raw = [...output.matchAll(/(?:^|\n)[\x01-\x1f\x27\x37]\0\0\0([\0\x01])(?=\n|$)/g)];
  if (raw.length > 0) return raw.map((match) => (match[1] === '\u0001' ? 1 : 0));
  const dumped = [
    ...output.matchAll(
      /^(?:0{4,8}:?\s+)?(?:0*(?:\d{1,2}|[0-3][0-9a-f]))\s+0+\s+0+\s+0+\s+0*([01])(?:\s+[|.].*)?\s*$/gim,
    ),
    ...output.matchAll(/^0{8}:\s+[0-3][0-9a-f]00\s+0000\s+0([01])\s+\.+\s*$/gm),
  ];
  return dumped.map((match) => Number(match[1]));
}
