import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../support/free-port.ts';

export interface Started {
  readonly child: ChildProcess;
  /** What it printed first, as JSON. */
  readonly said: Readonly<Record<string, number>>;
}

const HERE = import.meta.dirname;
const PEERS = join(HERE, '..', '..', '..', '.cache', 'bench-proxy');

/** Starts a script that prints one line of JSON when it is ready. */
export async function startScript(file: string, ...args: readonly string[]): Promise<Started> {
  const child = spawn(process.execPath, [file, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  const line = await new Promise<string>((resolve, reject) => {
    let text = '';
    child.stdout?.on('data', (data) => {
      text += String(data);
      if (text.includes('\n')) resolve(text.split('\n')[0] ?? '');
    });
    child.once('exit', (code) => reject(new Error(`${file} ended with ${code}`)));
  });
  return { child, said: JSON.parse(line) as Started['said'] };
}

export const script = (name: string): string => join(HERE, name);

/** npm's most used proxy of this kind, kept out of the product's own packages. */
export async function startProxyChain(): Promise<Started | null> {
  const name = 'proxy-chain@3.0.1';
  mkdirSync(PEERS, { recursive: true });
  if (!existsSync(join(PEERS, 'node_modules', 'proxy-chain')))
    spawnSync('npm', ['install', '--prefix', PEERS, '--no-save', '--no-audit', '--no-fund', name], { stdio: 'ignore' });
  if (!existsSync(join(PEERS, 'node_modules', 'proxy-chain'))) return null;
  const file = join(PEERS, 'proxy-chain.mjs');
  const code = [
    "import { Server } from 'proxy-chain';",
    "const server = new Server({ port: 0, host: '127.0.0.1', verbose: false });",
    'await server.listen();',
    'console.log(JSON.stringify({ port: server.port }));',
  ];
  writeFileSync(file, code.join('\n'));
  return startScript(file);
}

/** Debian's small proxy in C. */
export async function startTinyproxy(): Promise<Started | null> {
  const program = ['/usr/bin/tinyproxy', '/usr/sbin/tinyproxy'].find((path) => existsSync(path));
  if (program === undefined) return null;
  const folder = mkdtempSync(join(tmpdir(), 'offhook-tinyproxy-'));
  const port = await freePort();
  const lines = [
    `Port ${port}`,
    'Listen 127.0.0.1',
    'Timeout 600',
    'MaxClients 5000',
    'Allow 127.0.0.1',
    'DisableViaHeader Yes',
    'LogLevel Critical',
  ];
  writeFileSync(join(folder, 'tinyproxy.conf'), `${lines.join('\n')}\n`);
  const child = spawn(program, ['-d', '-c', join(folder, 'tinyproxy.conf')], { stdio: 'ignore' });
  child.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  await new Promise((resolve) => setTimeout(resolve, 500));
  return { child, said: { port } };
}

/** Resident memory in megabytes, as Linux counts it; null elsewhere. */
export function residentMb({ child }: Started): number | null {
  const path = `/proc/${child.pid}/status`;
  if (!existsSync(path)) return null;
  return Math.round(Number(/^VmRSS:\s+(\d+) kB/m.exec(readFileSync(path, 'utf8'))?.[1] ?? 0) / 102.4) / 10;
}
