/** What the first bytes of a TLS connection say in clear. */
export type ClientHello =
  /** Not enough bytes yet to tell. */
  | { readonly is: 'more' }
  | { readonly is: 'not-tls' }
  /** TLS, but nothing that a careful server would accept: let nothing of it through. */
  | { readonly is: 'malformed' }
  | { readonly is: 'hello'; readonly sni: string | null; readonly ech: boolean };

const MORE: ClientHello = { is: 'more' };
const MALFORMED: ClientHello = { is: 'malformed' };

const HANDSHAKE = 22;
const CLIENT_HELLO = 1;
/** RFC 8446 §5.1: a record holds at most 2^14 bytes. */
const MAX_RECORD = 16_384;
/** A ClientHello with post-quantum keys and ECH has some 2 kB; servers refuse far below this. */
const MAX_HELLO = 32_768;
const EXTENSION_SERVER_NAME = 0;
/** https://www.iana.org/assignments/tls-extensiontype-values: encrypted_client_hello. */
const EXTENSION_ECH = 0xfe0d;

/** Reads the ClientHello (RFC 8446 §4.1.2) at the start of a connection, however it is cut into records and segments. */
export function readClientHello(bytes: Buffer): ClientHello {
  if (bytes.length === 0) return MORE;
  if (bytes[0] !== HANDSHAKE) return { is: 'not-tls' };
  // The record's major version has been 3 since SSL 3.0; anything else is another protocol that starts with a 22.
  if (bytes.length >= 2 && bytes[1] !== 3) return { is: 'not-tls' };
  const message = joinFragments(bytes);
  if ('is' in message) return message;
  return readBody(message.body);
}

/** Takes the first handshake message out of its records. */
function joinFragments(bytes: Buffer): ClientHello | { readonly body: Buffer } {
  const fragments: Buffer[] = [];
  let have = 0;
  let need = 4;
  let at = 0;
  while (have < need) {
    if (bytes.length < at + 5) return startsWell(bytes, at);
    const length = bytes.readUInt16BE(at + 3);
    // An empty fragment, or another kind of record before the message is whole, is forbidden by RFC 8446 §5.1.
    if (bytes[at] !== HANDSHAKE || bytes[at + 1] !== 3 || length === 0 || length > MAX_RECORD) return MALFORMED;
    const fragment = bytes.subarray(at + 5, at + 5 + length);
    fragments.push(fragment);
    have += fragment.length;
    at += 5 + length;
    if (need === 4 && have >= 4) {
      const head = fragments.length === 1 ? fragment : Buffer.concat(fragments);
      if (head[0] !== CLIENT_HELLO) return MALFORMED;
      need = 4 + head.readUIntBE(1, 3);
      if (need > MAX_HELLO) return MALFORMED;
    }
    if (have < need && fragment.length < length) return MORE;
  }
  return { body: Buffer.concat(fragments, have).subarray(4, need) };
}

/** A record header that is cut off must still be the start of one. */
function startsWell(bytes: Buffer, at: number): ClientHello {
  const wrong = (bytes.length > at && bytes[at] !== HANDSHAKE) || (bytes.length > at + 1 && bytes[at + 1] !== 3);
  return wrong ? MALFORMED : MORE;
}

function readBody(body: Buffer): ClientHello {
  const reader = new Reader(body);
  reader.take(2 + 32);
  reader.vector(1);
  reader.vector(2);
  reader.vector(1);
  if (reader.broken) return MALFORMED;
  // SSL 3.0 and TLS 1.0 may end here.
  if (reader.atEnd) return { is: 'hello', sni: null, ech: false };
  const extensions = new Reader(reader.vector(2));
  if (reader.broken || !reader.atEnd) return MALFORMED;
  return readExtensions(extensions);
}

function readExtensions(extensions: Reader): ClientHello {
  const seen = new Set<number>();
  let sni: string | null = null;
  while (!extensions.atEnd && !extensions.broken) {
    const type = extensions.number(2);
    const data = extensions.vector(2);
    // RFC 8446 §4.2: no extension twice. A second server name would be one that only the server looks at.
    if (extensions.broken || seen.has(type)) return MALFORMED;
    seen.add(type);
    if (type !== EXTENSION_SERVER_NAME) continue;
    sni = readServerName(data);
    if (sni === null) return MALFORMED;
  }
  return extensions.broken ? MALFORMED : { is: 'hello', sni, ech: seen.has(EXTENSION_ECH) };
}

/** RFC 6066 §3: a list of names, at most one of each type, and only the type host_name (0) exists. */
function readServerName(data: Buffer): string | null {
  const outer = new Reader(data);
  const list = new Reader(outer.vector(2));
  const type = list.number(1);
  const name = list.vector(2).toString('latin1');
  if (outer.broken || !outer.atEnd || list.broken || !list.atEnd || type !== 0) return null;
  // Any byte that a host name can't hold (NUL, blanks, UTF-8) reads differently to different servers.
  return /^[\w.:-]{1,255}$/.test(name) ? name.toLowerCase().replace(/\.+$/, '') || null : null;
}

class Reader {
  broken = false;
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  get atEnd(): boolean {
    return this.#at === this.#bytes.length;
  }

  take(length: number): Buffer {
    if (this.#at + length > this.#bytes.length) {
      this.broken = true;
      return Buffer.alloc(0);
    }
    this.#at += length;
    return this.#bytes.subarray(this.#at - length, this.#at);
  }

  number(size: 1 | 2): number {
    const bytes = this.take(size);
    return this.broken ? 0 : bytes.readUIntBE(0, size);
  }

  vector(lengthSize: 1 | 2): Buffer {
    return this.take(this.number(lengthSize));
  }
}
