import type { Gather, KeepOnly } from '../source.ts';

/**
 * One script whose last expression becomes JSON, for the one PowerShell that lives as long as the shift. Values must be language-free: enum
 * numbers, SIDs, GUIDs. Ask CIM classes rather than cmdlets of script modules: the execution policy is left as it is, and may refuse those.
 */
export function powershellJson(script: string, timeoutMs = 20_000, keepOnly?: KeepOnly): Gather {
  return {
    via: 'powershell',
    script: `$ErrorActionPreference='Stop';$ProgressPreference='SilentlyContinue';${script}`,
    timeoutMs,
    ...(keepOnly === undefined ? {} : { keepOnly }),
  };
}
