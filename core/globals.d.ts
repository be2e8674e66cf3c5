/** The two web-standard globals that core uses; both Node 24 and Chromium have them (WHATWG URL, Encoding). */
declare class URL {
  constructor(url: string, base?: string);
  static canParse(url: string, base?: string): boolean;
  readonly hostname: string;
  readonly protocol: string;
  readonly host: string;
  readonly port: string;
  readonly pathname: string;
  readonly href: string;
}
declare class TextEncoder {
  encode(text: string): Uint8Array<ArrayBuffer>;
}
