/** What CDP's Fetch.requestPaused tells. */
export interface Paused {
  readonly requestId: string;
  readonly frameId?: string;
  readonly resourceType: string;
  readonly redirectedRequestId?: string;
  readonly request: {
    readonly url: string;
    readonly method: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly postDataEntries?: readonly { readonly bytes?: string }[];
  };
}

export function bodyOf(paused: Paused): Buffer | null {
  const entries = paused.request.postDataEntries ?? [];
  return entries.length === 0 ? null : Buffer.concat(entries.map((entry) => Buffer.from(entry.bytes ?? '', 'base64')));
}
