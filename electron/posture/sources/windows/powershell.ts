import type { Gather } from '../source.ts';

/** The one that ships with Windows and that its own updates keep; PowerShell 7 may be anywhere and anything. */
const POWERSHELL = ['C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe'];

/** One script whose last expression becomes JSON in UTF-8. Values must be language-free: enum numbers, SIDs, GUIDs. */
export function powershellJson(script: string, timeoutMs = 20_000): Gather {
  const command = `$ErrorActionPreference='Stop';$ProgressPreference='SilentlyContinue';[Console]::OutputEncoding=[Text.Encoding]::UTF8;${script}`;
  return {
    via: 'command',
    tool: POWERSHELL,
    args: ['-NoLogo', '-NoProfile', '-NonInteractive', '-ExecutionPolicy', 'Bypass', '-Command', command],
    timeoutMs,
  };
}
