import { spawnSync } from 'node:child_process';
import { hasProgram, type Need } from './needs.ts';

/** Debian and Ubuntu as root: the only place where installing system packages is ours to do. */
export function canInstallPackages(): boolean {
  return process.platform === 'linux' && process.getuid?.() === 0 && hasProgram('apt-get');
}

/** Installs Debian packages without questions. Returns whether it worked; says on stderr what it does. */
export function installPackages(packages: readonly string[]): boolean {
  process.stderr.write(`Installing ${packages.join(', ')} …\n`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const run = (args: readonly string[]) =>
    spawnSync('apt-get', args, { env, stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8' });
  run(['-qq', 'update']);
  const result = run(['install', '-y', '-qq', '--no-install-recommends', ...packages]);
  if (result.status !== 0) process.stderr.write(`apt-get could not install them:\n${result.stderr}\n`);
  return result.status === 0;
}

/** Makes what can be made present, and returns what is still missing. */
export async function ensureNeeds(needs: readonly Need[]): Promise<readonly Need[]> {
  const missing = await stillMissing(needs);
  if (missing.length === 0 || !canInstallPackages()) return missing;
  installPackages(missing.flatMap((need) => need.packages));
  return stillMissing(missing);
}

async function stillMissing(needs: readonly Need[]): Promise<readonly Need[]> {
  const missing: Need[] = [];
  for (const need of needs) {
    if (!(await need.isPresent())) missing.push(need);
  }
  return missing;
}
