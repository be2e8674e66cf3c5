/**
 * Sets the user's own connection by WinINet's InternetSetOption (option 75, INTERNET_OPTION_PER_CONNECTION_OPTION) and then tells
 * running programs (39, INTERNET_OPTION_SETTINGS_CHANGED; 37, INTERNET_OPTION_REFRESH):
 * https://learn.microsoft.com/windows/win32/wininet/option-flags. In the list 1 is the flags, 4 the PAC's address.
 */
const SCRIPT = `
$ErrorActionPreference = 'Stop'
$wanted = [Text.Encoding]::UTF8.GetString([Convert]::FromBase64String('WANTED')) | ConvertFrom-Json
Add-Type -TypeDefinition @'
using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using System.Runtime.InteropServices.ComTypes;
public static class OffhookProxy {
  [StructLayout(LayoutKind.Explicit)]
  struct Value {
    [FieldOffset(0)] public int Number;
    [FieldOffset(0)] public IntPtr Text;
    [FieldOffset(0)] public FILETIME Time;
  }
  [StructLayout(LayoutKind.Sequential)]
  struct Option { public int Which; public Value Value; }
  [StructLayout(LayoutKind.Sequential)]
  struct OptionList { public int Size; public IntPtr Connection; public int Count; public int Error; public IntPtr Options; }
  [DllImport("wininet.dll", EntryPoint = "InternetSetOptionW", SetLastError = true)]
  static extern bool InternetSetOption(IntPtr session, int option, IntPtr buffer, int length);
  public static bool Set(bool hasUrl, string url, bool hasFlags, int flags) {
    var options = new List<Option>();
    IntPtr text = Marshal.StringToHGlobalUni(url);
    if (hasUrl) { var o = new Option(); o.Which = 4; o.Value.Text = text; options.Add(o); }
    if (hasFlags) { var o = new Option(); o.Which = 1; o.Value.Number = flags; options.Add(o); }
    int size = Marshal.SizeOf(typeof(Option));
    IntPtr array = Marshal.AllocHGlobal(size * options.Count);
    for (int i = 0; i < options.Count; i++)
      Marshal.StructureToPtr(options[i], new IntPtr(array.ToInt64() + i * size), false);
    var list = new OptionList();
    list.Size = Marshal.SizeOf(typeof(OptionList));
    list.Connection = IntPtr.Zero;
    list.Count = options.Count;
    list.Options = array;
    IntPtr buffer = Marshal.AllocHGlobal(list.Size);
    Marshal.StructureToPtr(list, buffer, false);
    bool done = InternetSetOption(IntPtr.Zero, 75, buffer, list.Size);
    done = InternetSetOption(IntPtr.Zero, 39, IntPtr.Zero, 0) && done;
    done = InternetSetOption(IntPtr.Zero, 37, IntPtr.Zero, 0) && done;
    Marshal.FreeHGlobal(buffer);
    Marshal.FreeHGlobal(array);
    Marshal.FreeHGlobal(text);
    return done;
  }
}
'@
$hasUrl = $null -ne $wanted.PSObject.Properties['url']
$hasFlags = $null -ne $wanted.PSObject.Properties['flags']
if (-not [OffhookProxy]::Set($hasUrl, [string]$wanted.url, $hasFlags, [int]$wanted.flags)) { exit 3 }
Write-Output 'offhook-done'
`;

export interface WantedSetting {
  readonly url?: string;
  readonly flags?: number;
}

/** The values go in as base64, whose letters can't end a quoted string: no text of anybody's is ever read as PowerShell. */
export function writeScript(wanted: WantedSetting): string {
  return SCRIPT.replace('WANTED', Buffer.from(JSON.stringify(wanted), 'utf8').toString('base64'));
}

/** https://learn.microsoft.com/powershell/module/microsoft.powershell.core/about/about_powershell_exe: base64 of UTF-16LE. */
export function encodedCommand(script: string): string[] {
  const encoded = Buffer.from(script, 'utf16le').toString('base64');
  return ['-NoLogo', '-NoProfile', '-NonInteractive', '-EncodedCommand', encoded];
}
