import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MODULES } from '../../../server/telephony/kamailio/config.ts';
import { findKamailio } from '../../../server/telephony/kamailio/find-kamailio.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'offhook-find-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function install(modules: readonly string[]): Promise<{ binary: string; modulesFolder: string }> {
  const binary = join(folder, 'kamailio');
  await writeFile(binary, '', { mode: 0o755 });
  const modulesFolder = join(folder, 'modules');
  await mkdir(modulesFolder);
  for (const name of modules) await writeFile(join(modulesFolder, `${name}.so`), '');
  return { binary, modulesFolder };
}

describe('looking for Kamailio', () => {
  it('finds it with all its modules', async () => {
    const installed = await install(MODULES);
    expect(await findKamailio({ platform: 'linux', searchPath: '', ...installed })).toEqual({
      found: true,
      ...installed,
    });
  });

  it('names the module that is missing and the packages that hold it', async () => {
    const installed = await install(MODULES.filter((name) => name !== 'auth_ephemeral'));
    const result = await findKamailio({ platform: 'linux', searchPath: '', ...installed });
    expect(result).toMatchObject({
      found: false,
      advice: expect.stringMatching(/without auth_ephemeral\. .*apt-get install .*kamailio-autheph-modules/),
    });
  });

  it.each([
    ['linux', /On Debian and Ubuntu: sudo apt-get install kamailio /],
    ['darwin', /On macOS, run it in a Linux virtual machine/],
    ['win32', /inside WSL/],
    ['freebsd', /Install Kamailio 5\.6 or later/],
  ] as const)('says in one line how to get it on %s', async (platform, advice) => {
    const result = await findKamailio({ platform, searchPath: '', binary: join(folder, 'nowhere') });
    if (result.found) throw new Error('there is none');
    expect(result.advice).toMatch(advice);
    expect(result.advice).not.toContain('\n');
  });
});
