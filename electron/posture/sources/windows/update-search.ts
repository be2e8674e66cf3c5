import { asArray, asObject, asObjects, asString, field, readJson, type JsonObject } from '../format/json.ts';
import { refusalReason } from '../format/refusal.ts';
import { asBoolean, readRows } from '../format/rows.ts';
import { unknownReading } from '../reading.ts';
import { defineSource } from '../source.ts';
import { daysSince, updatesReading } from '../updates.ts';
import { powershellJson } from './powershell.ts';

/** Categories by their id; their names and the titles are translated (https://learn.microsoft.com/previous-versions/windows/desktop/ff357803(v=vs.85)). */
const SECURITY = new Set(['0fa1201d-4330-4fa8-8ae9-b877473b6441', 'e6cf1350-c01b-414d-a61f-263d14d133b4']);
const DEFINITIONS = 'e0789628-ce08-4437-be74-2495b842f43b';

/** The Windows Update Agent's last scan, searched offline, with the time of that scan. */
export const updateSearch = defineSource({
  id: 'windows/update-search',
  platform: 'windows',
  family: 'updates',
  fact: 'osUpdates',
  pace: 'updates',
  gather: powershellJson(
    "$s=(New-Object -ComObject Microsoft.Update.Session).CreateUpdateSearcher();$s.Online=$false;$r=$s.Search('IsInstalled=0 and IsHidden=0 and Type=''Software''');" +
      "$u=@($r.Updates|ForEach-Object{@{CategoryIDs=@($_.Categories|ForEach-Object{[string]$_.CategoryID});RebootRequired=[bool]$_.RebootRequired;LastDeploymentChangeTime=([datetime]$_.LastDeploymentChangeTime).ToString('yyyy-MM-ddTHH:mm:ssZ')}});" +
      "$a=(New-Object -ComObject Microsoft.Update.AutoUpdate).Results.LastSearchSuccessDate;$d=$null;if($a){$d=([datetime]$a).ToString('yyyy-MM-ddTHH:mm:ssZ')};" +
      '@{ResultCode=[int]$r.ResultCode;Updates=$u;LastSearchSuccessDate=$d}|ConvertTo-Json -Compress -Depth 5',
    60_000,
  ),
  parse: (output, { asOf }) => {
    const json = readJson(output);
    const whole = asObject(json);
    const list = listOf(json, output);
    // 2 is orcSucceeded; 3 is with errors, which may have hidden some.
    const code = whole === null ? undefined : field(whole, 'ResultCode');
    if (list === undefined || (code !== undefined && code !== 2)) return unknownReading.updates(refusalReason(output));
    const updates = list === null ? [] : asObjects(list);
    const ids = updates.map(categoryIds);
    const counted = ids.filter((own) => !own.includes(DEFINITIONS));
    const known = counted.every((own) => own.length > 0);
    const security = counted.filter(isSecurity).length;
    return updatesReading(
      {
        pending: updates.length,
        securityPending: known || security > 0 ? security : null,
        restartRequired:
          updates.length === 0 && whole === null
            ? null
            : updates.some((update) => asBoolean(field(update, 'RebootRequired')) === true),
        oldestPendingDays: oldestDays(
          updates.filter((_, index) => isSecurity(ids[index] ?? [])),
          asOf,
        ),
        checkedDaysAgo: whole === null ? null : daysSince(asString(field(whole, 'LastSearchSuccessDate')), asOf),
      },
      known || security > 0 ? null : 'unreadable',
    );
  },
});

/** The updates: in the whole answer, by themselves, or as lists of properties; undefined when there are none of these. */
function listOf(json: unknown, output: string): unknown {
  const whole = asObject(json);
  if (whole !== null && field(whole, 'Updates') !== undefined) return field(whole, 'Updates');
  // A number in brackets reads as a list, and is none of updates.
  if (Array.isArray(json)) return asObjects(json).length === json.length ? json : undefined;
  if (whole !== null && field(whole, 'Title') !== undefined) return json;
  const rows = json === undefined ? readRows(output).filter((row) => field(row, 'Title') !== undefined) : [];
  return rows.length > 0 ? rows : undefined;
}

function categoryIds(update: JsonObject): readonly string[] {
  const found = field(update, 'CategoryIDs') ?? field(update, 'Categories');
  return (Array.isArray(found) ? asArray(found) : [found]).flatMap((entry) => {
    const id = asString(entry) ?? asString(asObject(entry)?.['CategoryID']);
    return id === null
      ? []
      : [...id.toLowerCase().matchAll(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g)].map((match) => match[0]);
  });
}

function isSecurity(ids: readonly string[]): boolean {
  return !ids.includes(DEFINITIONS) && ids.some((id) => SECURITY.has(id));
}

/** Days since the oldest of them came out; null when there are none, or one does not say. */
function oldestDays(updates: readonly JsonObject[], asOf: string): number | null {
  const ages = updates.map((update) => daysSince(asString(field(update, 'LastDeploymentChangeTime')), asOf));
  const known = ages.filter((age) => age !== null);
  return known.length === 0 || known.length < ages.length ? null : Math.max(...known);
}
