import { createPrivateKey, sign, type KeyObject } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { DEFAULT_LIMITS, suspicious, type ListChange } from '../../core/web/compiled/compare-release.ts';
import { listSigningBytes } from '../../core/web/compiled/list-manifest.ts';
import { makeRelease, RELEASE_FILES } from '../../core/web/compiled/make-release.ts';
import { LIST_FORMATS, type ListFormat } from '../../core/web/rules/list-format.ts';
import { UsageError, type Command, type CommandIo, type ExitCode } from '../command.ts';
import { parseOptions } from '../parse-options.ts';
import { reasonOf } from '../read-input.ts';
import { WEB_COMPILE_HELP } from '../web-compile-help.ts';
import { compileLists } from '../../server/lists/compile-lists.ts';
import type { ListSource } from '../../core/web/compiled/intake.ts';
import { readReleaseFolder } from '../../server/lists/release-folder.ts';
import { newSalt, releasePorts } from '../../server/lists/release-ports.ts';

const DAY_MS = 86_400_000;
const NO_ORGANISATION = '00000000-0000-4000-8000-000000000000';

export const webCompile: Command = {
  name: 'web compile',
  summary: 'Compile block lists into the files that laptops hold',
  help: WEB_COMPILE_HELP,
  async run(args, io) {
    const { values } = parseOptions('web compile', args, OPTIONS, 0);
    if (values.out === undefined)
      throw new UsageError('Where to? Name a folder with --out. See: offhook web compile --help');
    const lists = await Promise.all((values.list ?? []).map((text) => readListFile(text, io)));
    if (lists.length === 0) throw new UsageError('Which lists? Name each with --list. See: offhook web compile --help');
    const previous = values.previous === undefined ? null : await readReleaseFolder(resolve(io.cwd, values.previous));
    const key = values.key === undefined ? null : await readKey(resolve(io.cwd, values.key));
    const startedMs = performance.now();
    const { compiled, taken, changes } = compileLists(lists, {
      ownHosts: await readNames(values['own-hosts'], io),
      topSites: await readNames(values['top-sites'], io),
      previous: previous?.held ?? null,
      newSalt,
    });
    const compiledMs = performance.now() - startedMs;
    const heldBack = suspicious(changes, DEFAULT_LIMITS);
    if (heldBack.length > 0 && values.force !== true) return holdBack(heldBack, io);
    const facts = {
      organisationId: values.organisation ?? previous?.manifest.organisationId ?? NO_ORGANISATION,
      version: values.release === undefined ? (previous?.manifest.version ?? 0) + 1 : number('release', values.release),
      expiresAt: new Date(Date.now() + number('days', values.days) * DAY_MS).toISOString(),
    };
    const before =
      previous === null ? null : { version: previous.manifest.version, held: previous.held, names: previous.names };
    const { release, files } = await makeRelease(
      compiled,
      facts,
      before,
      taken.map(({ rest }) => rest),
      releasePorts,
    );
    const folder = resolve(io.cwd, values.out);
    await mkdir(folder, { recursive: true });
    for (const [name, bytes] of files) await writeAside(join(folder, name), bytes);
    // Last, so that a manifest never names files that are not there yet.
    await writeAside(
      join(folder, RELEASE_FILES.manifest),
      Buffer.from(
        `${JSON.stringify({ release, signature: key === null ? 'unsigned' : signText(release, key) }, null, 2)}\n`,
      ),
    );
    const summary = {
      version: facts.version,
      names: compiled.table.layout.count,
      signed: key !== null,
      compileMs: Math.round(compiledMs),
      totalMs: Math.round(performance.now() - startedMs),
      ...compiled.report,
      refused: compiled.report.refused.slice(0, 20),
      refusedCount: compiled.report.refused.length,
      lists: taken.map(({ list, domainRules, others, disabled, report }) => ({
        list,
        domainRules,
        otherRules: others.length,
        disabling: disabled.length,
        refused: report.refused,
        refusedByReason: report.refusedByReason,
      })),
      changes,
      files: Object.fromEntries([...files].map(([name, bytes]) => [name, bytes.length])),
    };
    io.out(`${JSON.stringify(summary, null, 2)}\n`);
    return 0;
  },
};

const OPTIONS = {
  list: { type: 'string', multiple: true },
  out: { type: 'string' },
  previous: { type: 'string' },
  force: { type: 'boolean' },
  'own-hosts': { type: 'string' },
  'top-sites': { type: 'string' },
  key: { type: 'string' },
  organisation: { type: 'string' },
  release: { type: 'string' },
  days: { type: 'string', default: '14' },
} as const;

function holdBack(lists: readonly ListChange[], io: CommandIo): ExitCode {
  for (const { list, before, lost, gained } of lists)
    io.err(
      `Held back: “${list}” had ${before} names, lost ${lost} and gained ${gained}. If that is meant, compile with --force.\n`,
    );
  io.out(`${JSON.stringify({ heldBack: lists }, null, 2)}\n`);
  return 1;
}

/** FILE[:FORMAT]:CATEGORY, read from the right, since a path on Windows has a colon of its own. */
async function readListFile(text: string, io: CommandIo): Promise<ListSource> {
  const parts = text.split(':');
  const category = parts.pop() ?? '';
  const isFormat = (name: string): name is ListFormat => (LIST_FORMATS as readonly string[]).includes(name);
  const last = parts.at(-1) ?? '';
  const format = parts.length > 1 && isFormat(last) ? last : 'auto';
  const file = (format === last && parts.length > 1 ? parts.slice(0, -1) : parts).join(':');
  if (file === '' || !/^[a-z][a-z0-9-]{0,59}$/.test(category))
    throw new UsageError(`“${text}” is not FILE[:FORMAT]:CATEGORY, as in phishing.txt:domains:phishing.`);
  return {
    list: file.split(/[\\/]/).at(-1) ?? file,
    category,
    format,
    effect: 'block',
    bytes: await readBytes(file, io),
  };
}

async function readNames(file: string | undefined, io: CommandIo): Promise<string[]> {
  if (file === undefined) return [];
  const lines = (await readBytes(file, io)).toString('utf8').split(/\r?\n/);
  return lines
    .map((line) => line.trim().toLowerCase().replace(/\.$/, ''))
    .filter((line) => line !== '' && !line.startsWith('#'));
}

async function readBytes(file: string, io: CommandIo): Promise<Buffer> {
  try {
    return await readFile(resolve(io.cwd, file));
  } catch (error) {
    throw new UsageError(`“${file}” can’t be read: ${reasonOf(error)}.`, { cause: error });
  }
}

async function readKey(file: string): Promise<KeyObject> {
  try {
    const key = createPrivateKey(await readFile(file));
    if (key.asymmetricKeyType === 'ed25519') return key;
  } catch (error) {
    throw new UsageError(`The key “${file}” can’t be read as a private key in PEM: ${reasonOf(error)}.`, {
      cause: error,
    });
  }
  throw new UsageError(`The key “${file}” is not an Ed25519 key. Make one with: openssl genpkey -algorithm ed25519`);
}

function number(option: string, text: string): number {
  const value = Number(text);
  if (Number.isSafeInteger(value) && value > 0) return value;
  throw new UsageError(`--${option} needs a whole number above 0, not “${text}”.`);
}

function signText(release: string, key: KeyObject): string {
  return sign(null, listSigningBytes(release), key).toString('base64url');
}

async function writeAside(path: string, bytes: Uint8Array): Promise<void> {
  await writeFile(`${path}.new`, bytes);
  await rename(`${path}.new`, path);
}
