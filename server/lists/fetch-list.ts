import { lookup as systemLookup, type LookupAddress } from 'node:dns';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { AppError } from '../../core/errors.ts';
import { isPublicAddress } from './public-address.ts';

export interface FetchLimits {
  readonly maxBytes: number;
  readonly timeoutMs: number;
  /** For an operator whose lists are within the own network: also private addresses, and http. */
  readonly allowPrivate: boolean;
}

export type FetchedList =
  | { readonly kind: 'same' }
  | { readonly kind: 'new'; readonly bytes: Buffer; readonly etag: string | null };

const MAX_REDIRECTS = 3;

/**
 * Fetches a list. Each address on the way, redirects and DNS answers alike, is checked before anything is sent to it, and the
 * connection is made to the very address that was checked. Throws AppError UNAVAILABLE whose sentence is for IT.
 */
export async function fetchList(url: string, etag: string | null, limits: FetchLimits): Promise<FetchedList> {
  const signal = AbortSignal.timeout(limits.timeoutMs);
  let place = new URL(url);
  for (let hop = 0; hop <= MAX_REDIRECTS; hop += 1) {
    checkPlace(place, limits);
    const response = await ask(place, etag, limits, signal);
    const { statusCode = 0, headers } = response;
    if (statusCode >= 300 && statusCode < 400 && statusCode !== 304 && headers.location !== undefined) {
      response.destroy();
      if (!URL.canParse(headers.location, place.href)) throw failed('it sent us on to what is no address');
      place = new URL(headers.location, place.href);
      continue;
    }
    if (statusCode === 304 && etag !== null) {
      response.destroy();
      return { kind: 'same' };
    }
    if (statusCode !== 200) {
      response.destroy();
      throw failed(`it answered with ${statusCode}`);
    }
    // A page that says why there is no list is not a list.
    if (/^text\/html\b/i.test(headers['content-type'] ?? '')) {
      response.destroy();
      throw failed('it answered with a web page, not with a list');
    }
    return { kind: 'new', bytes: await readBody(response, limits), etag: headers.etag?.slice(0, 500) ?? null };
  }
  throw failed('it sent us on too many times');
}

function checkPlace(place: URL, { allowPrivate }: FetchLimits): void {
  if (place.protocol !== 'https:' && !(allowPrivate && place.protocol === 'http:'))
    throw failed('only https addresses are asked');
  if (place.username !== '' || place.password !== '') throw failed('an address with a password in it is not asked');
  const host = place.hostname.replace(/^\[|\]$/g, '');
  // Node connects to literal addresses without a look-up, so they are checked here.
  if (!allowPrivate && isIP(host) !== 0 && !isPublicAddress(host)) throw notPublic();
}

function ask(place: URL, etag: string | null, limits: FetchLimits, signal: AbortSignal): Promise<IncomingMessage> {
  const request = place.protocol === 'https:' ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    const asked = request(place, {
      signal,
      // A pooled connection could have been made for somebody else's check.
      agent: false,
      lookup: checkedLookup(limits.allowPrivate),
      headers: {
        accept: 'text/plain, */*;q=0.5',
        'accept-encoding': 'identity',
        'user-agent': 'Offhook',
        ...(etag === null ? {} : { 'if-none-match': etag }),
      },
    });
    asked.on('response', resolve);
    asked.on('error', (error) => reject(error instanceof AppError ? error : failed(reasonOf(error), error)));
    asked.end();
  });
}

/** Every address that the name has must be public: which of them is used is not ours to say. */
function checkedLookup(allowPrivate: boolean): LookupFunction {
  return (hostname, options, callback) => {
    systemLookup(hostname, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
      const [first] = addresses ?? [];
      if (error !== null || first === undefined) return callback(error ?? failed('its name has no address'), '', 4);
      if (!allowPrivate && addresses.some(({ address }) => !isPublicAddress(address)))
        return callback(notPublic(), '', 4);
      if (options.all === true) callback(null, addresses);
      else callback(null, first.address, first.family);
    });
  };
}

async function readBody(response: IncomingMessage, { maxBytes }: FetchLimits): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  try {
    for await (const part of response as AsyncIterable<Buffer>) {
      size += part.length;
      if (size > maxBytes) throw failed(`it is larger than ${Math.round(maxBytes / 1_000_000)} MB`);
      parts.push(part);
    }
  } catch (error) {
    throw error instanceof AppError ? error : failed(reasonOf(error), error);
  }
  if (!response.complete) throw failed('it was cut off');
  return Buffer.concat(parts);
}

function reasonOf(error: unknown): string {
  const { code, name } = error as NodeJS.ErrnoException;
  return name === 'AbortError' || name === 'TimeoutError'
    ? 'it took too long'
    : `it can’t be reached (${code ?? name})`;
}

function notPublic(): AppError {
  return failed('it is not on the public internet');
}

function failed(what: string, cause?: unknown): AppError {
  return new AppError('UNAVAILABLE', `The list could not be fetched: ${what}.`, { cause });
}
