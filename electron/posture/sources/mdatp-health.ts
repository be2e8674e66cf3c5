import { protection } from './antivirus.ts';
import { asObject, field, readJson, type JsonObject } from './format/json.ts';
import { refusalReason } from './format/refusal.ts';
import { unknownReading, type AntivirusReading } from './reading.ts';

const DEFENDER = 'Microsoft Defender for Endpoint';

/**
 * `mdatp health`, as text or with `--output json` (https://learn.microsoft.com/defender-endpoint/health-status). `healthy` says that the
 * program works, not that it protects: it is on only while it looks at files as they are used and is not passive.
 */
export function readMdatpHealth(output: string): AntivirusReading {
  const json = asObject(readJson(output));
  const value = (name: string): string | null => (json === null ? fromText(output, name) : fromJson(json, name));
  const realTime = toBoolean(value('real_time_protection_enabled'));
  const passive = toBoolean(value('passive_mode_enabled'));
  const level = value('antivirus_enforcement_level') ?? value('enforcement_level');
  if (realTime === null && passive === null) return unknownReading.antivirus(refusalReason(output.slice(0, 2000)));
  const definitions = value('definitions_status');
  const current =
    definitions === null
      ? null
      : /^up_?to_?date$/i.test(definitions)
        ? true
        : /unknown|unavailable/i.test(definitions)
          ? null
          : false;
  if (
    realTime === false ||
    passive === true ||
    isNo(value('real_time_protection_available')) ||
    isNo(value('licensed'))
  )
    return protection(false, DEFENDER);
  if (level !== null && /^(?:passive|on_?demand)$/i.test(level)) return protection(false, DEFENDER);
  // Old definitions alone make it unhealthy; any other ailment means that it may not see everything.
  if (isNo(value('healthy')) && current !== false) return protection(false, DEFENDER);
  return realTime === true && passive === false
    ? protection(true, DEFENDER, current)
    : unknownReading.antivirus('unreadable');
}

function isNo(value: string | null): boolean {
  return toBoolean(value) === false;
}

function toBoolean(value: string | null): boolean | null {
  return value === null ? null : /^true$/i.test(value) ? true : /^false$/i.test(value) ? false : null;
}

/** `name : value [managed]`. */
function fromText(output: string, name: string): string | null {
  return (
    new RegExp(`^\\s*${name}\\s*:\\s*"?([^"\\r\\n[]*?)"?\\s*(?:\\[[^\\]]*\\]\\s*)?$`, 'm').exec(output)?.[1]?.trim() ??
    null
  );
}

/** Names in camel case; a value by itself, as `{"value": …}`, or as `{"$type": …}`. */
function fromJson(json: JsonObject, name: string): string | null {
  const camel = name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
  const raw = field(json, camel) ?? field(json, name);
  const inner = asObject(raw);
  const value = inner === null ? raw : (field(inner, 'value') ?? field(inner, '$type'));
  const last = asObject(value) === null ? value : field(asObject(value) ?? {}, '$type');
  return typeof last === 'string' || typeof last === 'boolean' ? String(last) : null;
}
