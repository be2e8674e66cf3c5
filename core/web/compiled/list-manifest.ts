import { z } from 'zod';
import { AppError } from '../../errors.ts';
import { base64urlSchema, organisationIdSchema, sha256HexSchema } from '../../ids.ts';
import { parseJsonOrThrow, parseOrThrow } from '../../parse.ts';
import type { VerifySignature } from '../../policy/signed-policy.ts';
import { saltSchema } from './held-file.ts';
import { ListRefusal } from './list-refusal.ts';
import { listInfoSchema, MAX_LISTS } from './palette.ts';

/** Larger than any release that the format can hold; a download is cut off beyond what its manifest says. */
const MAX_PART = 2 ** 31;
const partSchema = z.strictObject({ sha256: sha256HexSchema, size: z.int().min(1).max(MAX_PART) });
export type ListPart = z.output<typeof partSchema>;
/** Brotli-compressed on the way; `unpacked` is how large it may become. */
const packedSchema = z.strictObject({ ...partSchema.shape, unpacked: z.int().min(1).max(MAX_PART) });
export type PackedPart = z.output<typeof packedSchema>;

const downloadSchema = z.strictObject({ domains: partSchema, names: packedSchema });
export type ListDownload = z.output<typeof downloadSchema>;

const version = z.int().min(1);

export const listReleaseSchema = z.strictObject({
  format: z.literal(1),
  organisationId: organisationIdSchema,
  version,
  /** The only release to which `delta` may be applied. */
  previous: version.nullable(),
  expiresAt: z.iso.datetime(),
  salt: saltSchema,
  names: z.int().min(0),
  lists: z.array(z.strictObject({ ...listInfoSchema.shape, names: z.int().min(0) })).max(MAX_LISTS),
  /** What every client ends up with on its disk, whichever way it came. */
  held: z.strictObject({ domains: partSchema, names: partSchema }),
  full: downloadSchema,
  delta: downloadSchema.nullable(),
  /** Rules that need more than a host, as text for the full parser; the same whichever way the rest came. */
  rest: z.strictObject({ ...packedSchema.shape, unpackedSha256: sha256HexSchema }),
});
export type ListRelease = z.output<typeof listReleaseSchema>;

/** The signed text is kept as it came, since a signature is over bytes. */
export const signedListsSchema = z.strictObject({ release: z.string().max(1 << 20), signature: base64urlSchema });
export type SignedLists = z.output<typeof signedListsSchema>;

/** Domain-separated, so that no other message of ours can ever be taken for a release of lists. */
export function listSigningBytes(release: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(`offhook-lists-v1\n${release}`);
}

/**
 * A manifest that this organisation's key has signed. Throws ListRefusal: unsigned, unreadable or wrong-organisation. It says
 * nothing yet about age: see `acceptOffer`.
 */
export function openSignedLists(
  signed: SignedLists,
  expected: { readonly organisationId: string },
  verify: VerifySignature,
): ListRelease {
  if (!verify(listSigningBytes(signed.release), signed.signature))
    throw new ListRefusal('unsigned', 'The lists are not signed by your organisation’s key, so they were refused.');
  const release = readRelease(signed.release);
  if (release.organisationId !== expected.organisationId)
    throw new ListRefusal('wrong-organisation', 'The lists belong to another organisation, so they were refused.');
  return release;
}

function readRelease(text: string): ListRelease {
  try {
    return parseOrThrow(listReleaseSchema, parseJsonOrThrow(text, 'list manifest'), 'list manifest');
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    throw new ListRefusal('unreadable', error.message, { cause: error });
  }
}

/** Whether an offered release may replace the held one. Throws ListRefusal: expired, older. The same version again is older, too. */
export function acceptOffer(offer: ListRelease, held: { readonly version: number } | null, nowMs: number): void {
  if (isExpired(offer, nowMs))
    throw new ListRefusal(
      'expired',
      `Lists version ${offer.version} ran out on ${offer.expiresAt}, so they were refused.`,
    );
  if (held !== null && !(offer.version > held.version))
    throw new ListRefusal(
      'older',
      `Lists version ${offer.version} are no newer than version ${held.version}, which is in use, so they were refused.`,
    );
}

export function isExpired(release: ListRelease, nowMs: number): boolean {
  // Not the other way round: a date that can't be read counts as past.
  return !(Date.parse(release.expiresAt) > nowMs);
}

/** How to get there from what is held: by the delta if it was made for that, or whole. */
export function chooseDownload(offer: ListRelease, held: { readonly version: number } | null): 'delta' | 'full' {
  return offer.delta !== null && held !== null && offer.previous === held.version ? 'delta' : 'full';
}

/** Throws ListRefusal wrong-previous unless the delta was made for exactly the held release. */
export function deltaFor(offer: ListRelease, held: { readonly version: number } | null): ListDownload {
  if (offer.delta !== null && held !== null && offer.previous === held.version) return offer.delta;
  throw new ListRefusal(
    'wrong-previous',
    `The change to lists version ${offer.version} was made for version ${offer.previous ?? 'none'}, and ${
      held === null ? 'none is' : `version ${held.version} is`
    } in use. Fetch the whole list.`,
  );
}

/** Checks a part's bytes by what the signed manifest says. `sha256` is lower-case hex. Throws ListRefusal: truncated, corrupt. */
export function checkPart(
  what: string,
  part: ListPart,
  actual: { readonly size: number; readonly sha256: string },
): void {
  if (actual.size < part.size)
    throw new ListRefusal(
      'truncated',
      `The ${what} is ${actual.size} bytes long and should be ${part.size}. Fetch it again.`,
    );
  if (actual.size !== part.size || actual.sha256 !== part.sha256)
    throw new ListRefusal('corrupt', `The ${what} is not what was signed. Fetch it again.`);
}
