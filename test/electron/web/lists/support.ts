import { createHash, generateKeyPairSync, sign, verify, type KeyObject } from 'node:crypto';
import { brotliCompressSync, constants } from 'node:zlib';
import { listSigningBytes, type SignedLists } from '../../../../core/web/compiled/list-manifest.ts';
import { makeRelease, RELEASE_FILES } from '../../../../core/web/compiled/make-release.ts';
import { encodeNames } from '../../../../core/web/compiled/names-file.ts';
import type { CompiledNames } from '../../../../core/web/compiled/compile.ts';
import type { Downloaded } from '../../../../electron/web/lists/build-release.ts';
import type { ListInput } from '../../../../core/web/rules/read-list.ts';
import { compile } from '../../../core/web/compiled/support.ts';

export const ORGANISATION = '5f0c6c1e-3f5e-4c1e-9d4b-0d8f6f1c2a10';
const keys = generateKeyPairSync('ed25519');

export interface Published {
  readonly version: number;
  readonly compiled: CompiledNames;
  readonly signed: SignedLists;
  readonly full: Downloaded;
  readonly delta: Downloaded | null;
}

export const trust = {
  organisationId: ORGANISATION,
  verify: (bytes: Uint8Array, signature: string): boolean =>
    verify(null, bytes, keys.publicKey, Buffer.from(signature, 'base64url')),
};

/** A release of plain names, signed; with `previous`, its delta too. */
export async function publish(
  version: number,
  names: readonly string[],
  previous: Published | null = null,
  options: { readonly expiresAt?: string; readonly key?: KeyObject; readonly rest?: readonly ListInput[] } = {},
): Promise<Published> {
  const compiled = compile(
    names.map((domain) => ({
      domain,
      scope: 'tree',
      effect: 'block',
      list: 'list.txt',
      category: 'malware',
      text: domain,
    })),
    previous === null ? {} : { firstSalt: previous.compiled.salt, previousLayout: previous.compiled.table.layout },
  );
  const facts = { organisationId: ORGANISATION, version, expiresAt: options.expiresAt ?? '2199-01-01T00:00:00.000Z' };
  const before =
    previous === null
      ? null
      : { version: previous.version, held: previous.compiled, names: encodeNames(previous.compiled.names) };
  const { release, files } = await makeRelease(compiled, facts, before, options.rest ?? [], {
    sha256: (bytes) => createHash('sha256').update(bytes).digest('hex'),
    pack: (bytes) => Promise.resolve(brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } })),
  });
  const file = (name: string) => files.get(name) ?? new Uint8Array();
  const rest = file(RELEASE_FILES.rest);
  return {
    version,
    compiled,
    signed: {
      release,
      signature: sign(null, listSigningBytes(release), options.key ?? keys.privateKey).toString('base64url'),
    },
    full: { kind: 'full', domains: file(RELEASE_FILES.full), names: file(RELEASE_FILES.fullNames), rest },
    delta:
      previous === null
        ? null
        : { kind: 'delta', domains: file(RELEASE_FILES.delta), names: file(RELEASE_FILES.deltaNames), rest },
  };
}

export const publicKeyPem = (): string => keys.publicKey.export({ type: 'spki', format: 'pem' }).toString();
