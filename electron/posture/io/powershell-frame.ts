/** What came between the two marks of one answer. */
export interface Answer {
  /** Whether the script came to its end; otherwise the text says why not. */
  readonly ok: boolean;
  readonly text: string;
}

/**
 * One line for PowerShell's standard input: runs the script in a scope of its own and prints its answer between two marks. Both ways only
 * ASCII passes, so that no code page can touch it. For a failure it gives the parts that are not translated first.
 */
export function requestLine(script: string, id: string): string {
  const coded = Buffer.from(script, 'utf8').toString('base64');
  const run = `$offhookOk='1';try{$offhookText=(&([ScriptBlock]::Create([Text.Encoding]::UTF8.GetString([Convert]::FromBase64String('${coded}'))))|Out-String -Width 4096)}`;
  const refuse = `catch{$offhookOk='0';$offhookText=[string]$_.FullyQualifiedErrorId+' '+[string]$_.CategoryInfo.Category+' 0x'+$_.Exception.HResult.ToString('x8')+' '+[string]$_.Exception.Message}`;
  const print = `[Console]::Out.WriteLine('<${id}:'+$offhookOk+':'+[Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes([string]$offhookText))+':${id}>');[Console]::Out.Flush()`;
  return `${run}${refuse};${print}\n`;
}

/** Takes what comes in as it comes. null until the answer is whole; whatever else the process prints is passed over. */
export function answerReader(id: string, maxBytes: number): (text: string) => Answer | 'too long' | null {
  const begin = `<${id}:`;
  const end = `:${id}>`;
  // Base64 takes four characters for three bytes; the rest is room for stray output.
  const mostCharacters = Math.ceil(maxBytes / 3) * 4 + 100_000;
  let heard = '';
  let searched = 0;
  return (text) => {
    heard += text;
    const to = heard.indexOf(end, Math.max(0, searched - end.length));
    searched = heard.length;
    if (to < 0) return heard.length > mostCharacters ? 'too long' : null;
    const from = heard.lastIndexOf(begin, to);
    const frame = from < 0 ? null : /^([01]):([A-Za-z0-9+/]*={0,2})$/.exec(heard.slice(from + begin.length, to));
    if (frame === null) return { ok: false, text: '' };
    const bytes = Buffer.from(frame[2] ?? '', 'base64');
    if (bytes.length > maxBytes) return 'too long';
    return { ok: frame[1] === '1', text: bytes.toString('utf8') };
  };
}
