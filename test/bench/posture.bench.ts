import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import type { Platform } from '../../core/ids.ts';
import { whyNotReal } from '../electron/posture/real/namespace.ts';
import { benchClosing } from './posture/closing.ts';
import { benchScan } from './posture/scan.ts';

/**
 * What looking costs and how soon it notices. Prints JSON.
 *
 *   --only scan,closing,idle,memory   parts of it
 *   --runs N          full scans (20)
 *   --rounds N        violations of each kind (20)
 *   --idle-seconds N  (300)
 *   --scans N         simulated scans for the memory (10000)
 */
const { values } = parseArgs({
  options: {
    only: { type: 'string', default: 'scan,closing,idle,memory' },
    runs: { type: 'string', default: '20' },
    rounds: { type: 'string', default: '20' },
    'idle-seconds': { type: 'string', default: '300' },
    scans: { type: 'string', default: '10000' },
  },
});
const PLATFORMS: Readonly<Record<string, Platform>> = { linux: 'linux', darwin: 'macos', win32: 'windows' };
const platform = PLATFORMS[process.platform] ?? 'linux';
const parts = new Set(values.only.split(','));
const why = whyNotReal();

/** A process of its own, so that nothing that this one did weighs on its figures. */
function byItself(file: string, args: readonly string[], options: { readonly inside: boolean }): unknown {
  const node = [process.execPath, '--expose-gc', join(import.meta.dirname, 'posture', file), ...args];
  // Of its own: the processes, so that only its own are seen; the network, so that nobody else's changes are heard.
  const inside = ['/usr/bin/unshare', '--pid', '--fork', '--mount-proc', '--net', '--kill-child'];
  const [program = '', ...rest] = options.inside ? [...inside, ...node] : node;
  const { stdout, stderr, status } = spawnSync(program, rest, { encoding: 'utf8', maxBuffer: 10_000_000 });
  return status === 0 ? JSON.parse(stdout) : { failed: stderr.slice(-2000) };
}

const result = {
  platform,
  ...(parts.has('scan') ? { scan: await benchScan(platform, Number(values.runs)) } : {}),
  ...(parts.has('closing')
    ? { closing: why === null ? await benchClosing(Number(values.rounds)) : { refused: why } }
    : {}),
  ...(parts.has('idle')
    ? { idle: why === null ? byItself('idle.ts', [values['idle-seconds']], { inside: true }) : { refused: why } }
    : {}),
  ...(parts.has('memory') ? { memory: byItself('memory.ts', [values.scans], { inside: false }) } : {}),
};
process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
