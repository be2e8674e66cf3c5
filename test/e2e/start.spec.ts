import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'playwright/test';
import { freePort } from '../support/free-port.ts';
import { ROOT } from './world/root.ts';

interface Run {
  readonly child: ChildProcess;
  readonly said: () => string;
  readonly ended: Promise<number | null>;
}

function start(args: readonly string[]): Run {
  const child = spawn(process.execPath, [join(ROOT, 'scripts', 'start.ts'), '--headless', ...args], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  child.stdout?.on('data', (chunk: Buffer) => (said += chunk.toString('utf8')));
  child.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString('utf8')));
  return { child, said: () => said, ended: once(child, 'exit').then(([code]) => code as number | null) };
}

/** The processes that name this folder on their command line or in their environment: what a start has left behind. */
function processesOf(folder: string): readonly string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && name !== String(process.pid))
    .filter((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(folder);
      } catch {
        return false;
      }
    });
}

/** Two free ports in a row after one that is free too: the server's, and the phone engine's two. */
async function freePorts(): Promise<string> {
  return String(await freePort());
}

test.describe('npm start', () => {
  let folder: string;

  test.beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'offhook-start-'));
  });

  test.afterEach(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  test('opens everything, saves pictures, ends it all on Ctrl-C, and finds its data the second time', async () => {
    const data = join(folder, 'data');
    const port = await freePorts();
    const first = start(['--data', data, '--port', port, '--agents', '2']);
    await expect.poll(first.said, { timeout: 90_000 }).toContain('Ready in');
    expect(first.said()).toContain(`Data is kept in ${data}`);
    expect(first.said()).toContain(`Console: http://127.0.0.1:${port}`);
    expect(first.said().match(/^ {2}(it|supervisor|agent) .*[0-9a-z]{5}-[0-9a-z]{5}/gm)).toHaveLength(4);
    for (const extension of ['1001', '1002'])
      await expect
        .poll(() => existsSync(join(data, 'screenshots', extension, 'latest.png')), { timeout: 60_000 })
        .toBe(true);
    expect((await fetch(`http://127.0.0.1:${port}/healthz`)).status).toBe(200);
    first.child.kill('SIGINT');
    expect(await first.ended).toBe(0);
    if (process.platform === 'linux') await expect.poll(() => processesOf(folder)).toEqual([]);

    const second = start(['--data', data, '--port', port, '--agents', '0']);
    await expect.poll(second.said, { timeout: 60_000 }).toContain('Ready in');
    expect(second.said()).toContain('from an earlier start');
    second.child.kill('SIGINT');
    expect(await second.ended).toBe(0);
  });

  test('says in one sentence that the port is taken', async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    const address = taken.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const run = start(['--data', join(folder, 'data'), '--port', String(port), '--agents', '0']);
    expect(await run.ended).toBe(1);
    expect(run.said()).toContain(`Port ${port} is taken`);
    expect(run.said()).not.toContain('    at ');
    taken.close();
  });

  test('never empties a folder that it did not make', async () => {
    await writeFile(join(folder, 'thesis.txt'), 'years of work');
    const run = start(['--data', folder, '--reset', '--agents', '0']);
    expect(await run.ended).toBe(1);
    expect(run.said()).toContain('Choose an empty folder');
    expect(readFileSync(join(folder, 'thesis.txt'), 'utf8')).toBe('years of work');
  });

  test('says how to get out when the data is damaged, and keeps it', async () => {
    const data = join(folder, 'data');
    const port = await freePorts();
    const first = start(['--data', data, '--port', port, '--agents', '0']);
    await expect.poll(first.said, { timeout: 60_000 }).toContain('Ready in');
    first.child.kill('SIGINT');
    await first.ended;
    const database = join(data, 'server', 'offhook.db');
    await writeFile(database, 'this is no database');
    const run = start(['--data', data, '--port', port, '--agents', '0']);
    expect(await run.ended).toBe(1);
    expect(run.said()).toContain(database);
    expect(run.said()).not.toContain('    at ');
    expect(readFileSync(database, 'utf8')).toBe('this is no database');
  });
});
