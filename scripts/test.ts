import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { addCounts, countPlaywright, countVitest, NO_TESTS, type Counts } from './test-counts.ts';
import { ensureBrowser } from './ensure-browser.ts';
import { ensureNeeds } from './install-needs.ts';
import { TEST_NEEDS, CI_NEEDS } from './needs.ts';

/** `npm test`: prepares the machine, then runs all that CI runs. Closes with `N passed, N failed, N skipped`. */
const root = fileURLToPath(new URL('..', import.meta.url));
const results = join(root, '.cache', 'test-results');
const inCi = process.env['CI'] === 'true' || process.env['CI'] === '1';

function step(title: string, command: string, args: readonly string[]): boolean {
  process.stdout.write(`\n— ${title}\n`);
  const started = performance.now();
  const result = spawnSync(process.execPath, [join(root, 'node_modules', command), ...args], {
    cwd: root,
    stdio: 'inherit',
  });
  process.stdout.write(
    `— ${title}: ${result.status === 0 ? 'done' : 'FAILED'} in ${((performance.now() - started) / 1000).toFixed(1)} s\n`,
  );
  return result.status === 0;
}

function npmRun(script: string): boolean {
  const npm = process.env['npm_execpath'];
  if (npm === undefined) throw new Error('Start this with `npm test`: it needs to know which npm to use.');
  process.stdout.write(`\n— ${script}\n`);
  const started = performance.now();
  const result = spawnSync(process.execPath, [npm, 'run', '-s', script], { cwd: root, stdio: 'inherit' });
  process.stdout.write(
    `— ${script}: ${result.status === 0 ? 'done' : 'FAILED'} in ${((performance.now() - started) / 1000).toFixed(1)} s\n`,
  );
  return result.status === 0;
}

function readCounts(file: string, count: (report: unknown) => Counts): Counts {
  try {
    return count(JSON.parse(readFileSync(join(results, file), 'utf8')));
  } catch (error) {
    process.stdout.write(`The test runner left no readable report (${file}): ${(error as Error).message}\n`);
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });

const missing = await ensureNeeds(inCi ? [...TEST_NEEDS, ...CI_NEEDS] : TEST_NEEDS);
for (const need of missing)
  process.stdout.write(
    `${need.name} is missing: tests of ${need.usedFor} are skipped. On Debian or Ubuntu: sudo apt-get install ${need.packages.join(' ')}\n`,
  );
const browser = ensureBrowser();
process.stdout.write(`Browser for the tests: ${browser}\n`);

let sound = npmRun('check');
sound = npmRun('build') && sound;
sound =
  step('unit tests', 'vitest/vitest.mjs', [
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${join(results, 'vitest.json')}`,
  ]) && sound;
let counts = addCounts(NO_TESTS, readCounts('vitest.json', countVitest));
process.env['PLAYWRIGHT_JSON_OUTPUT_FILE'] = join(results, 'playwright.json');
sound =
  step('end-to-end tests', 'playwright/cli.js', ['test', '--config', 'test/e2e', '--reporter=list,json']) && sound;
counts = addCounts(counts, readCounts('playwright.json', countPlaywright));

if (inCi && counts.skipped > 0) {
  process.stdout.write(`\nIn CI nothing may be skipped, and ${counts.skipped} tests were.\n`);
  sound = false;
}
if (!sound && counts.failed === 0)
  process.stdout.write('\nNo test failed, but a step before or after them did: see above.\n');
process.stdout.write(`\n${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped\n`);
process.exitCode = sound && counts.failed === 0 && counts.passed > 0 ? 0 : 1;
