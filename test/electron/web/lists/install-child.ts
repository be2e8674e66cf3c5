import { createPublicKey, verify } from 'node:crypto';
import { readFileSync } from 'node:fs';
import process from 'node:process';
import type { SignedLists } from '../../../../core/web/compiled/list-manifest.ts';
import { openListStore } from '../../../../electron/web/lists/list-store.ts';

/** Installs one release into a store and kills itself, as `kill -9` would, just before the named step. */
const [order = '', killBefore = ''] = process.argv.slice(2);
const { folder, organisationId, publicKey, signed, kind, domains, names, rest } = JSON.parse(
  readFileSync(order, 'utf8'),
) as {
  readonly folder: string;
  readonly organisationId: string;
  readonly publicKey: string;
  readonly signed: SignedLists;
  readonly kind: 'full' | 'delta';
  readonly domains: string;
  readonly names: string;
  readonly rest: string;
};
const key = createPublicKey(publicKey);
const store = await openListStore({
  folder,
  organisationId,
  verify: (bytes, signature) => verify(null, bytes, key, Buffer.from(signature, 'base64url')),
  nowMs: () => 0,
  onProblem: () => undefined,
  onStep: (step) => {
    if (step === killBefore) process.kill(process.pid, 'SIGKILL');
  },
});
await store.install(signed, {
  kind,
  domains: Buffer.from(domains, 'base64'),
  names: Buffer.from(names, 'base64'),
  rest: Buffer.from(rest, 'base64'),
});
process.stdout.write('installed\n');
