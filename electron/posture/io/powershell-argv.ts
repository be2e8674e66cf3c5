/** The one that ships with Windows and that its own updates keep; PowerShell 7 may be anywhere and anything. */
export const POWERSHELL = 'C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe';

/** How a script stands in a recording: as the command that would run it by itself. */
export function powershellArgv(script: string): readonly [string, ...string[]] {
  return [POWERSHELL, '-NoProfile', '-NonInteractive', '-Command', script];
}
