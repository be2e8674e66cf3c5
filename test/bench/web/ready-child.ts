/** How long a fresh process takes from the disk to its first answer: `ready-child.ts FOLDER ORGANISATION PUBLIC_KEY_PEM`. */
import { createPublicKey, verify } from 'node:crypto';
import process from 'node:process';
import { openRelease } from '../../../electron/web/lists/open-release.ts';

const [folder = '', organisationId = '', pem = ''] = process.argv.slice(2);
const key = createPublicKey(pem);
const trust = {
  organisationId,
  verify: (bytes: Uint8Array, signature: string) => verify(null, bytes, key, Buffer.from(signature, 'base64url')),
};
const used = (): number => {
  globalThis.gc?.();
  globalThis.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
};
const tookMs: number[] = [];
const heldBytes: number[] = [];
for (let run = 0; run < 9; run++) {
  const before = used();
  const startedAt = performance.now();
  const opened = openRelease(folder, trust, () => undefined);
  opened.index.lookup('www.example.com');
  tookMs.push(performance.now() - startedAt);
  heldBytes.push(used() - before);
  // Still in use, so that the collector could not take it.
  opened.index.lookup('www.example.org');
  opened.close();
}
process.stdout.write(JSON.stringify({ tookMs, heldBytes }));
