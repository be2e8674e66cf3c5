import type { PostureIo } from '../../../../electron/posture/io/posture-io.ts';
import { fingerprint, newestAge, readFile } from '../../../../electron/posture/io/files.ts';

/** The same system with its files below a folder of the test's own: what is read there is as real as anywhere. */
export function rootedIo(io: PostureIo, root: string): PostureIo {
  return {
    ...io,
    readFile: (path, maxBytes) => readFile(`${root}${path}`, maxBytes),
    newestAge: (path) => newestAge(`${root}${path}`, () => Date.now()),
    fingerprint: (paths) => fingerprint(paths.map((path) => `${root}${path}`)),
  };
}
