/** Writes docs/checks.md and docs/reference from the code: `node scripts/docs.ts`. With `--check` it writes nothing and fails on what is stale. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checksPage } from './docs/checks-page.ts';
import { gatePage } from './docs/gate-page.ts';
import { ipcPage } from './docs/ipc-page.ts';
import { policyJsonSchema, policyPage } from './docs/policy-page.ts';

const DOCS = join(import.meta.dirname, '../docs');
/** Everything in it is made from the code. */
const FOLDER = join(DOCS, 'reference');

const pages: Readonly<Record<string, () => string>> = {
  'checks.md': checksPage,
  'reference/gate.md': gatePage,
  'reference/ipc.md': ipcPage,
  'reference/policy.md': policyPage,
  'reference/policy.schema.json': policyJsonSchema,
};

function textOf(name: string): string | null {
  try {
    // A checkout on Windows may end its lines in its own way; that makes no page stale.
    return readFileSync(join(DOCS, name), 'utf8').replaceAll('\r\n', '\n');
  } catch {
    return null;
  }
}

function main(args: readonly string[]): number {
  const unknown = args.find((arg) => arg !== '--check');
  if (unknown !== undefined) {
    console.error(`docs: ${unknown} is not known. Run: node scripts/docs.ts [--check]`);
    return 2;
  }
  mkdirSync(FOLDER, { recursive: true });
  const made = Object.entries(pages).map(([name, make]) => ({ name, text: make() }));
  const stale = made.filter(({ name, text }) => textOf(name) !== text).map(({ name }) => name);
  const unexpected = readdirSync(FOLDER).filter((name) => !(`reference/${name}` in pages));
  for (const name of unexpected) console.error(`docs/reference/${name} is made by nothing: delete it.`);
  if (args.includes('--check')) {
    for (const name of stale) console.error(`docs/${name} is stale: run "npm run docs" and commit it.`);
    return stale.length + unexpected.length === 0 ? 0 : 1;
  }
  for (const { name, text } of made) writeFileSync(join(DOCS, name), text);
  return unexpected.length === 0 ? 0 : 1;
}

process.exitCode = main(process.argv.slice(2));
