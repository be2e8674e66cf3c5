import { AppError } from '../../../core/errors.ts';
import { parseJsonOrThrow, parseOrThrow } from '../../../core/parse.ts';
import { listsAskSigningText, type ListFile } from '../../../core/wire/lists.ts';
import {
  chooseDownload,
  deltaFor,
  signedListsSchema,
  type ListRelease,
  type SignedLists,
} from '../../../core/web/compiled/list-manifest.ts';
import { createDeviceApi } from '../../client/device-api.ts';
import type { Identity } from '../../client/device-store.ts';
import type { Downloaded } from './build-release.ts';

export interface DownloadDeps {
  readonly identity: Identity;
  readonly fetch: typeof globalThis.fetch;
}

const SMALL_MS = 15_000;
const FILE_MS = 300_000;
/** A signed manifest (`signedListsSchema`) as JSON in JSON. */
const MAX_MANIFEST = 4_000_000;

/** What the server offers now; null when it has no lists. Throws AppError. */
export async function fetchManifest(deps: DownloadDeps, signal: AbortSignal): Promise<SignedLists | null> {
  const bytes = await get(deps, 'manifest', MAX_MANIFEST, signal);
  if (bytes === null) return null;
  return parseOrThrow(signedListsSchema, parseJsonOrThrow(bytes.toString('utf8'), 'list manifest'), 'list manifest');
}

/** The parts of a release that are needed from what is held, each no larger than the signed manifest says. Throws AppError. */
export async function download(
  deps: DownloadDeps,
  offer: ListRelease,
  held: { readonly version: number } | null,
  signal: AbortSignal,
): Promise<Downloaded> {
  const kind = chooseDownload(offer, held);
  const parts = kind === 'delta' ? deltaFor(offer, held) : offer.full;
  const file = async (name: ListFile, size: number) => {
    const bytes = await get(deps, name, size, signal);
    if (bytes === null) throw new AppError('NOT_FOUND', 'The server has these lists no more. Newer ones are coming.');
    return bytes;
  };
  return {
    kind,
    domains: await file(kind === 'delta' ? 'delta.bin' : 'full.bin', parts.domains.size),
    names: await file(kind === 'delta' ? 'delta-names.br' : 'full-names.br', parts.names.size),
    rest: await file('rest.br', offer.rest.size),
  };
}

/** null for 404. */
async function get(
  { identity, fetch }: DownloadDeps,
  what: 'manifest' | ListFile,
  maxBytes: number,
  outer: AbortSignal,
): Promise<Buffer | null> {
  const { record, key } = identity;
  const api = createDeviceApi({ origin: record.server, fetch, timeoutMs: SMALL_MS });
  const nonce = await api.challenge(record.deviceId, outer);
  const signal = AbortSignal.any([outer, AbortSignal.timeout(what === 'manifest' ? SMALL_MS : FILE_MS)]);
  let response: Response;
  try {
    response = await fetch(`${record.server}/api/device/lists/${what}`, {
      headers: {
        'x-offhook-device': record.deviceId,
        'x-offhook-nonce': nonce,
        'x-offhook-signature': key.sign(listsAskSigningText(nonce, what)),
      },
      signal,
      // The pinned server answers itself or not at all.
      redirect: 'error',
    });
    if (response.ok) return await readCapped(response, maxBytes);
    await response.body?.cancel();
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError('OFFLINE', 'The server can’t be reached. Check the network, then try again.', { cause: error });
  }
  if (response.status === 404) return null;
  throw new AppError('UNAVAILABLE', `The server refused to give the lists (${response.status}).`);
}

async function readCapped(response: Response, maxBytes: number): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let size = 0;
  if (response.body !== null)
    for await (const part of response.body as unknown as AsyncIterable<Uint8Array>) {
      size += part.byteLength;
      if (size > maxBytes) throw new AppError('UNAVAILABLE', 'A part of the lists is longer than was signed.');
      parts.push(part);
    }
  return Buffer.concat(parts);
}
