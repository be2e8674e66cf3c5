import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { ERROR_CODES } from '../../core/errors.ts';
import { devicePushSchema, leaseSchema, reportReplySchema, reportSchema } from '../../core/wire/device.ts';
import { phoneDisplaySchema } from '../../core/wire/console.ts';
import { ACCESS } from '../../server/access.ts';
import { server } from '../../cli/commands/server.ts';

const root = join(import.meta.dirname, '../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const WRITTEN = [
  'README.md',
  'ARCHITECTURE.md',
  'CHANGELOG.md',
  'SECURITY.md',
  'docs/agent-guide.md',
  'docs/deploy.md',
  'docs/protocol.md',
];

describe('the reference', () => {
  it('is what the code says now', async () => {
    const check = promisify(execFile)(process.execPath, [join(root, 'scripts/docs.ts'), '--check'], { cwd: root });
    await expect(check).resolves.toMatchObject({ stderr: '' });
  });

  it('refuses an option that it does not know', async () => {
    const run = promisify(execFile)(process.execPath, [join(root, 'scripts/docs.ts'), '--chekc'], { cwd: root });
    await expect(run).rejects.toMatchObject({ code: 2, stderr: expect.stringContaining('--chekc') });
  });
});

describe('the protocol page', () => {
  const page = read('docs/protocol.md');

  it('has every error, once, with its meaning', () => {
    const rows = [...page.matchAll(/^\| `([A-Z_]+)` +\| +\d{3} +\| .+ \|$/gm)].map(([, code = '']) => code);
    expect(rows.toSorted()).toEqual([...ERROR_CODES].toSorted());
  });

  it('has every message, push, field of a report, a lease and an answer, and every state', () => {
    const routes = Object.keys(ACCESS).filter((route) => ACCESS[route] === 'device');
    const pushes = devicePushSchema.options.map((option) => option.shape.type.value);
    const fields = [reportSchema, leaseSchema, reportReplySchema].flatMap((schema) => Object.keys(schema.shape));
    expect(routes.length).toBe(9);
    for (const route of routes) expect(page).toContain(`**\`${route}\`**`);
    for (const word of [...pushes, ...fields, ...phoneDisplaySchema.options]) expect(page).toContain(`\`${word}\``);
  });
});

describe('the page for IT', () => {
  const page = read('docs/deploy.md');

  it('names only options that the server has', () => {
    const command = page.slice(page.indexOf('npx offhook server --demo'), page.indexOf('`npx offhook server --help`'));
    const options = [...command.matchAll(/--[a-z][a-z-]+/g)].map(([option]) => option);
    expect(options.length).toBeGreaterThan(8);
    for (const option of options) expect(server.help).toContain(option);
  });
});

describe('what is written by hand', () => {
  it.each(WRITTEN)('%s links only to what is there', (path) => {
    const links = [...read(path).matchAll(/\]\(([^)#:\s]+)(?:#[^)]*)?\)/g)].map(([, target]) => target ?? '');
    // Pictures are drawn by `npm run screenshots`.
    const missing = links.filter(
      (target) => !target.endsWith('.png') && !existsSync(join(root, dirname(path), target)),
    );
    expect(missing).toEqual([]);
  });

  it.each(WRITTEN)('%s says nothing with an exclamation mark', (path) => {
    expect(read(path).replaceAll('](', '').replaceAll('![', '')).not.toMatch(/[a-z]!(\s|$)/i);
  });
});
