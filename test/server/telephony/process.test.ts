import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { randomBytes } from 'node:crypto';
import { prepareEngineFiles, type EngineFiles } from '../../../server/telephony/kamailio/engine-files.ts';
import { findKamailio } from '../../../server/telephony/kamailio/find-kamailio.ts';
import { startKamailio } from '../../../server/telephony/kamailio/process.ts';
import { freePort } from '../../support/free-port.ts';
import { describeWithKamailio } from './lab/engine.ts';

vi.setConfig({ testTimeout: 60_000 });
let folder: string;
let files: EngineFiles;
let binary: string;

/** Processes whose command line names this test's configuration: the engine's whole family. */
async function family(): Promise<readonly string[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const lines = await Promise.all(
    pids.map((pid) =>
      readFile(`/proc/${pid}/cmdline`, 'utf8').then(
        (text) => (text.includes(files.configFile) ? pid : null),
        () => null,
      ),
    ),
  );
  return lines.filter((pid) => pid !== null);
}

function start(signal = new AbortController().signal) {
  return startKamailio({ binary, files, signal });
}

describeWithKamailio('the engine as a process', () => {
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'offhook-process-'));
    const found = await findKamailio({ platform: process.platform, searchPath: process.env['PATH'] });
    if (!found.found) throw new Error(found.advice);
    binary = found.binary;
    files = await prepareEngineFiles({
      folder,
      settings: { domain: 'phone.test', webSocketPort: await freePort(), rpcPort: await freePort() },
      modulesFolder: found.modulesFolder,
      hostname: 'localhost',
      now: () => new Date(),
      randomBytes,
    });
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('is ready when it says so, and leaves nobody behind when it is stopped', async () => {
    const engine = await start();
    expect((await family()).length).toBeGreaterThan(3);
    await engine.stop();
    expect(await family()).toEqual([]);
    expect((await engine.ended).code).toBe(0);
  });

  it('ends with its signal', async () => {
    const controller = new AbortController();
    const engine = await start(controller.signal);
    controller.abort();
    await engine.ended;
    await expect.poll(family, { timeout: 15_000 }).toEqual([]);
  });

  it('leaves nobody behind when its main process is killed', async () => {
    const engine = await start();
    process.kill(engine.pid, 'SIGKILL');
    await engine.ended;
    await expect.poll(family, { timeout: 15_000 }).toEqual([]);
  });

  it('does not outlive the program that started it, even one that is killed', async () => {
    const script = join(folder, 'parent.ts');
    const module = new URL('../../../server/telephony/kamailio/process.ts', import.meta.url).href;
    await writeFile(
      script,
      `import { startKamailio } from ${JSON.stringify(module)};
       const files = ${JSON.stringify(files)};
       await startKamailio({ binary: ${JSON.stringify(binary)}, files, signal: new AbortController().signal });
       process.stdout.write('ready');
       setInterval(() => {}, 1000);`,
    );
    const parent = spawn(process.execPath, [script], { stdio: ['ignore', 'pipe', 'inherit'] });
    await new Promise((resolve) => parent.stdout.once('data', resolve));
    expect((await family()).length).toBeGreaterThan(3);
    parent.kill('SIGKILL');
    await expect.poll(family, { timeout: 15_000 }).toEqual([]);
  });

  it.each([
    ['webSocketPort', 'the phones'],
    ['rpcPort', 'the control plane'],
  ] as const)('says in one sentence that %s is taken', async (which, whom) => {
    const squatter = createServer();
    await new Promise<void>((resolve) => squatter.listen(0, '127.0.0.1', resolve));
    const { port } = squatter.address() as AddressInfo;
    files = { ...files, settings: { ...files.settings, [which]: port } };
    await expect(start()).rejects.toThrow(
      `Port ${port} on 127.0.0.1, which the phone engine needs for ${whom}, is in use by another program.`,
    );
    await new Promise((resolve) => squatter.close(resolve));
  });

  it('says why it does not start', async () => {
    await writeFile(files.configFile, 'loadmodule "nothing.so"\n');
    await expect(start()).rejects.toThrow(/did not start: could not find module <nothing>/);
    expect(await family()).toEqual([]);
  });

  it('keeps its secrets out of the command line, the log and the configuration', async () => {
    const engine = await start();
    const [main = ''] = await family();
    const commandLine = await readFile(`/proc/${main}/cmdline`, 'utf8');
    await engine.stop();
    const { lastWords } = await engine.ended;
    const config = await readFile(files.configFile, 'utf8');
    for (const text of [commandLine, lastWords, config]) {
      expect(text).not.toContain(files.sipSecret);
      expect(text).not.toContain(files.rpcKey);
    }
    expect((await stat(join(folder, 'secrets.json'))).mode & 0o777).toBe(0o600);
  });
});
