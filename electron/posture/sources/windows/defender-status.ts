import { FRESH_DEFINITIONS_DAYS, protection } from '../antivirus.ts';
import { readFormatList } from '../format/format-list.ts';
import { asObjects, field, readJson, type JsonObject } from '../format/json.ts';
import { refusalReason } from '../format/refusal.ts';
import { readRuledTable } from '../programs/columns.ts';
import { unknownReading } from '../reading.ts';
import { defineSource } from '../source.ts';
import { powershellJson } from './powershell.ts';

const DEFENDER = 'Microsoft Defender Antivirus';

/**
 * MSFT_MpComputerStatus (https://learn.microsoft.com/previous-versions/windows/desktop/defender/msft-mpcomputerstatus), as CIM or by
 * Get-MpComputerStatus. On means that it looks at files as they are used: installed, or passive beside another product, is not on.
 */
export const defenderStatus = defineSource({
  id: 'windows/defender-status',
  platform: 'windows',
  family: 'antivirus',
  fact: 'antivirus',
  pace: 'settings',
  gather: powershellJson(
    'Get-CimInstance -Namespace root/Microsoft/Windows/Defender -ClassName MSFT_MpComputerStatus|Select-Object AMRunningMode,AMServiceEnabled,AntivirusEnabled,RealTimeProtectionEnabled,AntivirusSignatureAge,DefenderSignaturesOutOfDate|ConvertTo-Json -Compress',
  ),
  parse: (output) => {
    const json = readJson(output);
    const rows =
      json === undefined
        ? [...readFormatList(output), ...(readRuledTable(output.split(/\r?\n/))?.rows ?? [])]
        : asObjects(json);
    const row = rows.find((one) => field(one, 'RealTimeProtectionEnabled') !== undefined);
    if (row === undefined) return unknownReading.antivirus(refusalReason(output));
    const active = isActive(row);
    if (active === null) return unknownReading.antivirus('unreadable');
    return protection(active, DEFENDER, isUpToDate(row));
  },
});

function isActive(row: JsonObject): boolean | null {
  const parts = ['RealTimeProtectionEnabled', 'AntivirusEnabled', 'AMServiceEnabled'].map((name) =>
    toBoolean(field(row, name)),
  );
  if (parts.includes(false)) return false;
  const mode = field(row, 'AMRunningMode');
  // Windows before 1903 has no such field.
  if (mode !== undefined && mode !== null && mode !== '') {
    if (typeof mode !== 'string') return null;
    if (/passive|edr block|not running/i.test(mode)) return false;
    if (!/^normal$/i.test(mode.trim())) return null;
  }
  // A cut-off list has its fields in the order of the alphabet; what is missing is not good news.
  return parts[0] === true && parts[1] === true ? true : null;
}

function isUpToDate(row: JsonObject): boolean | null {
  if (toBoolean(field(row, 'DefenderSignaturesOutOfDate')) === true) return false;
  const text = field(row, 'AntivirusSignatureAge');
  const age =
    typeof text === 'number' ? text : typeof text === 'string' && /^\d+$/.test(text.trim()) ? Number(text) : null;
  // 65535 and 4294967295 stand for never.
  return age === null || age < 0 ? null : age <= FRESH_DEFINITIONS_DAYS;
}

function toBoolean(value: unknown): boolean | null {
  if (typeof value === 'boolean') return value;
  if (typeof value !== 'string') return null;
  if (/^true$/i.test(value.trim())) return true;
  return /^false$/i.test(value.trim()) ? false : null;
}
