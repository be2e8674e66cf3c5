#!/usr/bin/env node
// Runs the command line with the Node that this package pins. Plain JavaScript, so that any Node from 20 on can start it.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const main = join(dirname(fileURLToPath(import.meta.url)), '..', 'cli', 'main.ts');

/** The pinned Node, or this one where it can run TypeScript itself (22.18 and later do without a flag). */
function findNode() {
  const name = process.platform === 'win32' ? 'node.exe' : 'node';
  try {
    const pinned = join(dirname(createRequire(import.meta.url).resolve('node/package.json')), 'bin', name);
    if (existsSync(pinned)) return pinned;
  } catch {
    // Installed without its dev dependencies.
  }
  const [major, minor] = process.versions.node.split('.').map(Number);
  return major > 22 || (major === 22 && minor >= 18) ? process.execPath : null;
}

const node = findNode();
if (node === null) {
  process.stderr.write(
    `Offhook needs Node 24, and this is ${process.version}. Run “npm ci” in its folder to get the one that it comes with.\n`,
  );
  process.exit(2);
}

const child = spawn(node, ['--disable-warning=ExperimentalWarning', main, ...process.argv.slice(2)], {
  stdio: 'inherit',
  windowsHide: true,
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('error', (error) => {
  process.stderr.write(`Node could not be started (${error.message}). Run “npm ci” to repair the installation.\n`);
  process.exitCode = 2;
});
child.on('exit', (code, signal) => {
  process.exitCode = code ?? 128 + (constants.signals[signal] ?? 0);
});
