import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliDecompress } from 'node:zlib';
import type { PolicyDocument } from '../../core/policy/schema.ts';
import { CompiledIndex } from '../../core/web/compiled/compiled-index.ts';
import { RELEASE_FILES } from '../../core/web/compiled/make-release.ts';
import { openNames } from '../../core/web/compiled/names-file.ts';
import { decodeRest } from '../../core/web/compiled/rest-rules.ts';
import { createDecideWeb, type WebDecision } from '../../core/web/decide.ts';
import { createEngine, type RuleEngine } from '../../core/web/match/engine.ts';
import { readList } from '../../core/web/rules/read-list.ts';
import type { HeldFolder } from './list-files.ts';
import { publicSuffixes } from './public-suffixes.ts';

const unpack = promisify(brotliDecompress);
const decode = (bytes: Uint8Array) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8');

/** What a laptop with this policy and these lists would do with a page, by the same code. */
export async function testUrl(
  url: string,
  policy: PolicyDocument['web'],
  held: HeldFolder | null,
): Promise<WebDecision> {
  const engine = held === null ? createEngine([], { suffixes: publicSuffixes }) : await engineOf(held);
  const listCategories = (held?.manifest.lists ?? []).map(({ category }) => category);
  return createDecideWeb({ policy, engine, listCategories, suffixes: publicSuffixes })({ url });
}

async function engineOf({ path, held, names, manifest }: HeldFolder): Promise<RuleEngine> {
  const packed = await readFile(join(path, RELEASE_FILES.rest));
  const rest = decodeRest(await unpack(packed, { maxOutputLength: manifest.rest.unpacked }), decode);
  const readAt = (offset: number, length: number) => names.subarray(offset, offset + length);
  const domains = new CompiledIndex(held, openNames(readAt, held.table.layout.count, decode), () => undefined);
  return createEngine(
    rest.map((list) => readList(list, publicSuffixes)),
    { suffixes: publicSuffixes, domains },
  );
}
