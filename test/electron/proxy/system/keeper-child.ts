import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chooseStores } from '../../../../electron/proxy/system/choose-stores.ts';
import { createFileJournal } from '../../../../electron/proxy/system/journal.ts';
import { createSystemProxyKeeper } from '../../../../electron/proxy/system/keeper.ts';
import type { Run } from '../../../../electron/proxy/system/settings-store.ts';

/**
 * A real process with the real tools. `keeper-child.ts JOURNAL ACT [PAC]`; with KILL_AFTER=N it kills itself without a word
 * after N commands, so that a test can try every point at which a computer may lose it.
 */
const [journalPath = '', act = '', pacUrl = ''] = process.argv.slice(2);
const killAfter = Number(process.env['KILL_AFTER'] ?? Infinity);
let commands = 0;

const run: Run = ([file, ...args]) =>
  new Promise((resolve) => {
    if (!existsSync(file)) return resolve({ exitCode: null, stdout: '', missing: true });
    if (commands >= killAfter) process.kill(process.pid, 'SIGKILL');
    commands += 1;
    return execFile(file, args, (error, stdout) =>
      resolve({ exitCode: error === null ? 0 : Number(error.code ?? 1), stdout, missing: false }),
    );
  });

const keeper = createSystemProxyKeeper({
  ...chooseStores({ platform: 'linux', desktop: process.env['XDG_CURRENT_DESKTOP'] ?? '', systemRoot: '', run }),
  journal: createFileJournal(journalPath),
});

async function result(): Promise<unknown> {
  switch (act) {
    case 'heal':
      return keeper.heal();
    case 'engage':
      return keeper.engage(pacUrl);
    case 'release':
      return keeper.release();
    case 'original':
      return keeper.original();
    default:
      return keeper.owner();
  }
}

console.log(JSON.stringify({ result: await result(), commands }));
