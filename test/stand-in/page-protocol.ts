/** What a page asks of the main process, through one binding with a name that only the stand-in's script knows. */
export type PageCall =
  | { readonly type: 'invoke'; readonly channel: string; readonly args: string }
  /** Answered as soon as there is something for the page. */
  | { readonly type: 'listen'; readonly document: string }
  | { readonly type: 'permission'; readonly permission: string; readonly mediaTypes: readonly ('audio' | 'video')[] }
  | { readonly type: 'open'; readonly url: string; readonly frameName: string; readonly features: string }
  | { readonly type: 'changed' }
  | { readonly type: 'preload-error'; readonly message: string };

export type PageReply =
  | { readonly type: 'result'; readonly value: string }
  | { readonly type: 'error'; readonly message: string }
  | { readonly type: 'messages'; readonly messages: readonly { readonly channel: string; readonly args: string }[] }
  | { readonly type: 'answer'; readonly yes: boolean };

/** The one way from a page's script to Node. */
export type CallMain = (call: PageCall) => Promise<PageReply>;

/** A preload file, wrapped as Node wraps a CommonJS file. */
export type PreloadFunction = (
  exports: object,
  require: (name: string) => unknown,
  module: object,
  filename: string,
  dirname: string,
) => void;
