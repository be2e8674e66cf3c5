import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync, copyFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BAD_FILES, GOOD_FILES, PACKAGES } from './bad-tree.ts';
import { z } from 'zod';

const root = join(import.meta.dirname, '../..');
const config = join(root, '.dependency-cruiser.mjs');
const cruiser = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');

const outputSchema = z.object({
  summary: z.object({
    violations: z.array(z.object({ from: z.string(), rule: z.object({ name: z.string(), severity: z.string() }) })),
    totalCruised: z.number(),
  }),
});
const rulesSchema = z.object({ default: z.object({ forbidden: z.array(z.object({ name: z.string() })) }) });

let folder = '';
let caught: Map<string, Set<string>>;

function write(path: string, text: string): void {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'offhook-boundaries-'));
  for (const [path, code] of Object.entries(GOOD_FILES)) write(path, code);
  for (const { path, code } of BAD_FILES) write(path, code);
  for (const name of PACKAGES) {
    write(`node_modules/${name}/package.json`, JSON.stringify({ name, version: '1.0.0', main: 'index.js' }));
    write(`node_modules/${name}/index.js`, 'module.exports = {};');
  }
  const dependencies = Object.fromEntries(PACKAGES.map((name) => [name, '1.0.0']));
  write('package.json', JSON.stringify({ name: 'bad', type: 'module', dependencies }));
  copyFileSync(join(root, 'tsconfig.base.json'), join(folder, 'tsconfig.base.json'));
  const folders = ['core', 'electron', 'renderer', 'server', 'cli', 'scripts', 'test'];
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [cruiser, '--config', config, '--output-type', 'json', ...folders],
    { cwd: folder, maxBuffer: 16 * 1024 * 1024 },
  );
  const { summary } = outputSchema.parse(JSON.parse(stdout));
  caught = new Map();
  for (const { from, rule } of summary.violations) caught.set(from, (caught.get(from) ?? new Set()).add(rule.name));
}, 60_000);

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('the rules on who may import whom', () => {
  it.each(BAD_FILES)('catch $path by $breaks', ({ path, breaks }) => {
    expect([...(caught.get(path) ?? [])].toSorted()).toEqual([...breaks].toSorted());
  });

  it.each(Object.keys(GOOD_FILES))('let %s through', (path) => {
    expect([...(caught.get(path) ?? [])]).toEqual([]);
  });

  it('are each shown to fire', async () => {
    const { default: rules } = rulesSchema.parse(await import(config));
    const shown = new Set(BAD_FILES.flatMap((file) => file.breaks));
    expect(rules.forbidden.map((rule) => rule.name).toSorted()).toEqual([...shown].toSorted());
  });
});
