import { basename, dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { runTarget } from './build/run-target.ts';
import { mainTarget, TARGETS, type Target } from './build/targets.ts';

const HELP = `Builds the client, its preload and both pages into dist/. What is fresh is left alone.

  node scripts/build.ts [--force] [--only NAME]...   NAME: main, preload, agent, console
  node scripts/build.ts --main FILE --out FILE       another main process, as the end-to-end tests compose it

--out must be two folders below the root, as in dist/electron/x.js: the client finds its pages from there.
`;

const root = join(import.meta.dirname, '..');

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      force: { type: 'boolean', default: false },
      only: { type: 'string', multiple: true, default: [] },
      main: { type: 'string' },
      out: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stderr.write(HELP);
    return 0;
  }
  if ((values.main === undefined) !== (values.out === undefined)) {
    process.stderr.write('--main and --out go together: say which file to build and where to.\n');
    return 2;
  }
  const targets = chosen(values);
  if (targets === null) return 2;
  for (const target of targets) {
    const startedAt = performance.now();
    const built = await runTarget(root, target, values.force);
    process.stderr.write(
      `${target.name}: ${built ? `built in ${Math.round(performance.now() - startedAt)} ms` : 'fresh'}\n`,
    );
  }
  return 0;
}

function chosen(values: { readonly main?: string; readonly out?: string; readonly only: string[] }): Target[] | null {
  if (values.main !== undefined && values.out !== undefined) {
    const out = resolve(values.out);
    return [mainTarget(resolve(values.main), dirname(out), basename(out))];
  }
  const names = new Map(TARGETS.map((target) => [target.name === 'main-main-js' ? 'main' : target.name, target]));
  const unknown = values.only.filter((name) => !names.has(name));
  if (unknown.length > 0) {
    process.stderr.write(
      `--only ${unknown.join(', ')}: there is no such part. Choose from ${[...names.keys()].join(', ')}.\n`,
    );
    return null;
  }
  return values.only.length === 0 ? [...TARGETS] : values.only.flatMap((name) => names.get(name) ?? []);
}

process.exitCode = await main();
