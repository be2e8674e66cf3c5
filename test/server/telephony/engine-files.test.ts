import { X509Certificate } from 'node:crypto';
import { mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { prepareEngineFiles, type EngineFilesInput } from '../../../server/telephony/kamailio/engine-files.ts';

const DAY_MS = 86_400_000;
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'offhook-files-'));
});
afterEach(() => rm(folder, { recursive: true }));

const prepare = (more: Partial<EngineFilesInput> = {}) =>
  prepareEngineFiles({
    folder,
    settings: { domain: 'phone.test', webSocketPort: 4443, rpcPort: 8060 },
    modulesFolder: '/modules',
    hostname: 'desk-7',
    now: () => new Date(),
    randomBytes,
    ...more,
  });
const certificate = async () => new X509Certificate(await readFile(join(folder, 'tls-certificate.pem')));

describe("the engine's files", () => {
  it('are for the owner only', async () => {
    await prepare();
    for (const name of await readdir(folder))
      expect([name, (await stat(join(folder, name))).mode & 0o077]).toEqual([name, 0]);
  });

  it('keep secrets, key and pin over a restart', async () => {
    const first = await prepare();
    const second = await prepare();
    expect(second).toEqual(first);
    expect(first.sipSecret).not.toBe(first.rpcKey);
    expect(Buffer.from(first.sipSecret, 'base64url')).toHaveLength(32);
  });

  it('hold a certificate for this machine that its own key signed', async () => {
    const files = await prepare({
      settings: { domain: 'phone.test', webSocketPort: 1, rpcPort: 2, publicHost: '::1' },
    });
    const made = await certificate();
    expect(made.verify(made.publicKey)).toBe(true);
    for (const host of ['localhost', 'desk-7']) expect(made.checkHost(host)).toBe(host);
    for (const ip of ['127.0.0.1', '::1']) expect(made.checkIP(ip)).toBe(ip);
    expect(made.checkHost('elsewhere.example')).toBeUndefined();
    expect(made.ca).toBe(false);
    const spki = made.publicKey.export({ type: 'spki', format: 'der' });
    const digest = await crypto.subtle.digest('SHA-256', spki);
    expect(files.certificatePin).toBe(Buffer.from(digest).toString('base64url'));
  });

  it('renew the certificate before it is over, under the same pin', async () => {
    const first = await prepare();
    const before = (await certificate()).serialNumber;
    await prepare({ now: () => new Date(Date.now() + 300 * DAY_MS) });
    expect((await certificate()).serialNumber).toBe(before);
    const later = await prepare({ now: () => new Date(Date.now() + 340 * DAY_MS) });
    expect((await certificate()).serialNumber).not.toBe(before);
    expect(later.certificatePin).toBe(first.certificatePin);
  });

  it('make a new certificate when the machine got another name', async () => {
    await prepare();
    await prepare({ hostname: 'desk-8' });
    expect((await certificate()).checkHost('desk-8')).toBe('desk-8');
  });

  it('say which of them is damaged', async () => {
    await prepare();
    await writeFile(join(folder, 'secrets.json'), '{"sipSecret": "short"}');
    await expect(prepare()).rejects.toThrow(/secrets\.json was refused: sipSecret: /);
    await rm(join(folder, 'secrets.json'));
    await writeFile(join(folder, 'tls-key.pem'), 'nonsense');
    await expect(prepare()).rejects.toThrow(/tls-key\.pem is not a private key\. Delete it/);
  });

  it('refuse settings that would change the meaning of the configuration', async () => {
    const settings = { domain: 'phone.test', webSocketPort: 1, rpcPort: 2 };
    await expect(prepare({ settings: { ...settings, domain: 'x"\nlisten=udp:0.0.0.0' } })).rejects.toThrow(/domain: /);
    await expect(prepare({ settings: { ...settings, allowedOrigins: ['a" || "'] } })).rejects.toThrow(
      /allowedOrigins\.0: /,
    );
    await expect(prepare({ settings: { ...settings, allowedOrigins: [] } })).rejects.toThrow(/allowedOrigins: /);
  });
});
