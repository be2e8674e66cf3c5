import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** `npm run bench -- NAME [options]`: runs test/bench/NAME.bench.ts, which prints JSON on stdout. */
const [name = '', ...options] = process.argv.slice(2);
const file = join(import.meta.dirname, `${name}.bench.ts`);
if (!/^[a-z-]+$/.test(name) || !existsSync(file)) {
  const names = readdirSync(import.meta.dirname).flatMap((entry) => /^(.*)\.bench\.ts$/.exec(entry)?.slice(1, 2) ?? []);
  process.stderr.write(`Name a benchmark: npm run bench -- ${names.join(' | ')}\n`);
  process.exit(2);
}
process.exitCode = spawnSync(process.execPath, [file, ...options], { stdio: 'inherit' }).status ?? 1;
