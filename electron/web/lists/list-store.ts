import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { parseOrThrow } from '../../../core/parse.ts';
import { ListRefusal } from '../../../core/web/compiled/list-refusal.ts';
import {
  acceptOffer,
  isExpired,
  openSignedLists,
  signedListsSchema,
  type SignedLists,
} from '../../../core/web/compiled/list-manifest.ts';
import { buildRelease, type Downloaded } from './build-release.ts';
import { FILES, openRelease, type OpenRelease, type Trust } from './open-release.ts';
import { flushFolder, readIfThere, writeDurably, writeFlushed } from './release-files.ts';

export interface ListStorePorts extends Trust {
  /** The folder that is this store's alone. */
  readonly folder: string;
  readonly nowMs: () => number;
  /** Told of everything that was refused or found damaged, in a sentence for people. */
  readonly onProblem: (problem: ListProblem) => void;
  /** For tests: called before each act that changes the disk, with its name. */
  readonly onStep?: (step: string) => void;
}

export interface ListProblem {
  readonly what: 'offer-refused' | 'current-damaged' | 'names-damaged' | 'expired';
  readonly message: string;
}

export interface ListStore {
  /** The release in use, if there is a sound one: the current, or the last good one. */
  readonly current: OpenRelease | null;
  /** Takes a release or refuses it (throws ListRefusal or AppError, after telling `onProblem`); the one in use stays until the swap. */
  install(signed: SignedLists, downloaded: Downloaded): Promise<OpenRelease>;
  close(): void;
}

const POINTERS = ['current', 'last-good'] as const;
const RELEASE_NAME = /^release-[1-9][0-9]{0,15}$/;

/** Opens what is there. Never throws for damage: it reports, falls back to the last good release, or starts without one. */
export async function openListStore(ports: ListStorePorts): Promise<ListStore> {
  await mkdir(ports.folder, { recursive: true, mode: 0o700 });
  let current = await openNewestGood(ports);
  if (current !== null && isExpired(current.manifest, ports.nowMs()))
    ports.onProblem({
      what: 'expired',
      message: `The lists in use ran out on ${current.manifest.expiresAt}. They stay in use until newer ones arrive.`,
    });
  let queue: Promise<unknown> = Promise.resolve();
  return {
    get current() {
      return current;
    },
    install(signed, downloaded) {
      const run = queue.then(async () => {
        const fresh = await install(ports, signed, downloaded, current);
        const before = current;
        current = fresh;
        before?.close();
        await removeOthers(ports);
        return fresh;
      });
      queue = run.catch(() => undefined);
      return run;
    },
    close() {
      current?.close();
      current = null;
    },
  };
}

async function install(
  ports: ListStorePorts,
  signed: SignedLists,
  downloaded: Downloaded,
  current: OpenRelease | null,
): Promise<OpenRelease> {
  try {
    const { release } = parseOrThrow(signedListsSchema, signed, 'list manifest');
    const offer = openSignedLists(signed, ports, ports.verify);
    acceptOffer(offer, current?.manifest ?? null, ports.nowMs());
    const files = await buildRelease(offer, downloaded, current, () =>
      readFile(join(pathOf(ports, current), FILES.names)),
    );
    const name = `release-${offer.version}`;
    const folder = join(ports.folder, name);
    const aside = join(ports.folder, 'incoming');
    const step = ports.onStep ?? (() => undefined);
    step('clear');
    await rm(aside, { recursive: true, force: true });
    await rm(folder, { recursive: true, force: true });
    await mkdir(aside, { mode: 0o700 });
    step('write domains');
    await writeFlushed(join(aside, FILES.domains), files.domains);
    step('write names');
    await writeFlushed(join(aside, FILES.names), files.names);
    step('write rest');
    await writeFlushed(join(aside, FILES.rest), files.rest);
    step('write manifest');
    await writeFlushed(
      join(aside, FILES.manifest),
      Buffer.from(JSON.stringify({ release, signature: signed.signature })),
    );
    await flushFolder(aside);
    step('move in place');
    await rename(aside, folder);
    await flushFolder(ports.folder);
    // From here the new release is read back from the disk: what can't be read must not become current.
    const opened = openRelease(folder, ports, () => damaged(ports));
    try {
      step('remember the last good one');
      if (current !== null) await point(ports, 'last-good', current.manifest.version);
      step('swap');
      await point(ports, 'current', offer.version);
      step('swapped');
    } catch (error) {
      opened.close();
      throw error;
    }
    return opened;
  } catch (error) {
    const message = error instanceof Error ? error.message : 'The lists could not be stored.';
    ports.onProblem({ what: 'offer-refused', message });
    throw error;
  }
}

async function openNewestGood(ports: ListStorePorts): Promise<OpenRelease | null> {
  for (const pointer of POINTERS) {
    const name = (await readIfThere(join(ports.folder, pointer)))?.toString('utf8') ?? '';
    if (name === '') continue;
    try {
      if (!RELEASE_NAME.test(name))
        throw new ListRefusal('corrupt', `The note that names the ${pointer} lists is damaged.`);
      return openRelease(join(ports.folder, name), ports, () => damaged(ports));
    } catch (error) {
      const reason = error instanceof Error ? error.message : 'It could not be read.';
      ports.onProblem({ what: 'current-damaged', message: `The ${pointer} lists can’t be used: ${reason}` });
    }
  }
  return null;
}

function damaged(ports: ListStorePorts): void {
  ports.onProblem({
    what: 'names-damaged',
    message: 'The file of listed names is damaged. Fetch the whole list again.',
  });
}

function pathOf(ports: ListStorePorts, release: OpenRelease | null): string {
  return join(ports.folder, `release-${release?.manifest.version ?? 0}`);
}

function point(ports: ListStorePorts, pointer: (typeof POINTERS)[number], version: number): Promise<void> {
  return writeDurably(join(ports.folder, pointer), Buffer.from(`release-${version}`));
}

/** Clears what no pointer names. Failing to is no harm: the next install tries again. */
async function removeOthers(ports: ListStorePorts): Promise<void> {
  const named = await Promise.all(POINTERS.map((pointer) => readIfThere(join(ports.folder, pointer))));
  const kept = new Set(named.map((name) => name?.toString('utf8') ?? ''));
  for (const entry of await readdir(ports.folder))
    if (RELEASE_NAME.test(entry) && !kept.has(entry))
      await rm(join(ports.folder, entry), { recursive: true, force: true }).catch(() => undefined);
}
