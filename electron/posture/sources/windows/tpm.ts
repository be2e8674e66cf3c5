import { field, type JsonObject } from '../format/json.ts';
import { refusalReason } from '../format/refusal.ts';
import { asBoolean, asText, readRows } from '../format/rows.ts';
import { unknownReading, type SecurityChipReading } from '../reading.ts';
import { defineSource } from '../source.ts';
import { registryValues } from './registry-value.ts';

const chip = (present: boolean, version: string | null): SecurityChipReading => ({
  present,
  kind: present ? 'tpm' : null,
  version: present ? version : null,
  reason: null,
});

/**
 * The devices that the TPM driver has started (ACPI\\MSFT0101 is a TPM 2.0, PNP0C31 a 1.2), which everybody may read; and recordings of `Get-Tpm`, Win32_Tpm and
 * `Get-PnpDevice`, of which the first two need rights.
 */
export const windowsTpm = defineSource({
  id: 'windows/tpm',
  platform: 'windows',
  family: 'securityChip',
  fact: 'securityChip',
  pace: 'hourly',
  gather: {
    via: 'command',
    tool: ['C:\\Windows\\System32\\reg.exe'],
    args: ['query', 'HKLM\\SYSTEM\\CurrentControlSet\\Services\\TPM\\Enum'],
    // 1: the driver never started, so there is no such device.
    okExit: [0, 1],
  },
  parse: (output, { exitCode }) => {
    const [count] = registryValues(output, 'Count');
    if (count !== undefined && /\\TPM\\Enum/i.test(output))
      return chip(Number(count.value) > 0 && DEVICE.test(output), versionOf(output));
    for (const row of readRows(output)) {
      const reading = fromRow(row);
      if (reading !== null) return reading;
    }
    if (/^\s*OK\s.*(ACPI\\(MSFT0101|PNP0C31)|Trusted Platform Module \d\.\d)/m.test(output))
      return chip(true, versionOf(output));
    const reason = refusalReason(output);
    if (exitCode === 1 && reason !== 'needs-rights') return chip(false, null);
    return unknownReading.securityChip(reason);
  },
});

const DEVICE = /\bACPI\\(MSFT0101|PNP0C31)/i;

function versionOf(text: string): string | null {
  if (/MSFT0101|Trusted Platform Module 2\.0/i.test(text)) return '2.0';
  return /PNP0C31|Trusted Platform Module 1\.2/i.test(text) ? '1.2' : null;
}

/** A chip that is there but switched off in the firmware keeps no keys. */
function fromRow(row: JsonObject): SecurityChipReading | null {
  const present = asBoolean(field(row, 'TpmPresent'));
  const enabled = asBoolean(field(row, 'TpmEnabled'));
  if (present !== null) return chip(present && enabled !== false, specOf(row));
  const isEnabled = asBoolean(field(row, 'IsEnabled_InitialValue'));
  const isActivated = asBoolean(field(row, 'IsActivated_InitialValue'));
  if (isEnabled !== null) return chip(isEnabled && isActivated !== false, specOf(row));
  const where = asText(field(row, 'InstanceId') ?? field(row, 'PNPDeviceID') ?? field(row, 'DeviceID'));
  if (!DEVICE.test(where)) return null;
  return asText(field(row, 'Status')).toUpperCase() === 'OK' ? chip(true, versionOf(where)) : null;
}

/** `2.0, 0, 1.38`: the first is the version of the specification. */
function specOf(row: JsonObject): string | null {
  return /^\s*(\d\.\d)/.exec(asText(field(row, 'SpecVersion')))?.[1] ?? null;
}
