import { readClientHello } from './client-hello.ts';

/** Who a tunnel's first bytes say they are for. */
export type FirstBytes =
  | { readonly is: 'more' }
  | { readonly is: 'malformed' }
  /** Neither TLS nor HTTP: nothing in it names a host. */
  | { readonly is: 'other' }
  | { readonly is: 'tls'; readonly sni: string | null; readonly ech: boolean }
  /** Plain HTTP in a tunnel, as browsers send for `ws://`. Every name that an origin could go by, and the first path. */
  | { readonly is: 'http'; readonly hosts: readonly string[]; readonly path: string };

/** A tunnel whose first message is longer than this is not one that we can vouch for. */
export const MAX_FIRST_BYTES = 65_536;

/** A method, a blank (RFC 9112 §3.1), or the start of one. No TLS record starts with a letter. */
const METHOD = /^[A-Z]{1,20}( |$)/;

/** RFC 9110 §7.2: a name or an address, and a port. */
const HOST = /^([\w.~-]+|\[[0-9a-fA-F:.]+\])(:[0-9]{0,5})?$/;

export function readFirstBytes(bytes: Buffer): FirstBytes {
  const hello = readClientHello(bytes);
  switch (hello.is) {
    case 'more':
    case 'malformed':
      return bytes.length > MAX_FIRST_BYTES ? { is: 'malformed' } : hello;
    case 'hello':
      return { is: 'tls', sni: hello.sni, ech: hello.ech };
    case 'not-tls':
      return readHttp(bytes);
  }
}

function readHttp(bytes: Buffer): FirstBytes {
  if (!METHOD.test(bytes.subarray(0, 21).toString('latin1'))) return { is: 'other' };
  const text = bytes.toString('latin1');
  // A lenient origin may take a bare line feed for the end of a line, so look for the earliest end that anyone sees.
  const end = /\r?\n\r?\n/.exec(text);
  if (end === null) return bytes.length > MAX_FIRST_BYTES ? { is: 'malformed' } : { is: 'more' };
  const [requestLine = '', ...fields] = text.slice(0, end.index).split(/\r?\n/);
  const request = /^[A-Z]+ (\S+) HTTP\/(\d)\.\d$/.exec(requestLine);
  if (request === null) return { is: 'malformed' };
  // "PRI * HTTP/2.0": its host names are in frames.
  if (request[2] === '2') return { is: 'other' };
  if (fields.some((field) => /^[ \t]|[\0\r]/.test(field))) return { is: 'malformed' };
  const hosts = fields.flatMap((field) => /^host[ \t]*:[ \t]*(.*?)[ \t]*$/i.exec(field)?.slice(1, 2) ?? []);
  const wanted = request[1] ?? '';
  const absolute = /^[a-z]+:\/\/([^/?#]*)/i.exec(wanted);
  const named = absolute === null ? hosts : [...hosts, absolute[1] ?? ''];
  if (named.some((host) => !HOST.test(host))) return { is: 'malformed' };
  return { is: 'http', hosts: named, path: wanted.startsWith('/') ? wanted : '/' };
}
