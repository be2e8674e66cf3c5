import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

const root = join(import.meta.dirname, '..', '..');
const config = parse(readFileSync(join(root, 'electron-builder.yml'), 'utf8')) as Record<string, never> & {
  readonly electronFuses: Record<string, boolean>;
  readonly files: string[];
  readonly protocols: { readonly schemes: string[] }[];
  readonly mac: Record<string, unknown>;
  readonly win: Record<string, unknown>;
  readonly nsis: Record<string, unknown>;
  readonly linux: { readonly target: string[] };
};

/** The fuses that this electron-builder can set at all, from its own schema. */
function fusesOnOffer(): string[] {
  const builder = createRequire(createRequire(import.meta.url).resolve('electron-builder/package.json'));
  const schema = JSON.parse(readFileSync(builder.resolve('app-builder-lib/scheme.json'), 'utf8')) as {
    readonly definitions: { readonly FuseOptionsV1: { readonly properties: Record<string, unknown> } };
  };
  return Object.keys(schema.definitions.FuseOptionsV1.properties).filter(
    (name) => name !== 'resetAdHocDarwinSignature',
  );
}

describe('electron-builder.yml', () => {
  it('states every fuse, each with its production value', () => {
    expect(config.electronFuses).toEqual({
      runAsNode: false,
      enableCookieEncryption: true,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      loadBrowserProcessSpecificV8Snapshot: false,
      grantFileProtocolExtraPrivileges: false,
    });
    expect(Object.keys(config.electronFuses).sort()).toEqual(fusesOnOffer().sort());
  });

  it('ships built code, pictures and three packages, and nothing else', () => {
    const shipped = config.files.filter((pattern) => !pattern.startsWith('!'));
    expect(shipped.map((pattern) => pattern.split('/').slice(0, 2).join('/'))).toEqual([
      'dist/electron',
      'dist/electron',
      'dist/renderer',
      'assets/icons',
      'assets/icons',
      'package.json',
      'node_modules/keytar',
      'node_modules/systeminformation',
      'node_modules/ws',
    ]);
    expect(config).toMatchObject({ asar: true, asarUnpack: ['**/*.node'], npmRebuild: false });
  });

  it('names packages and pictures that are there', () => {
    const fixed = config.files.flatMap((pattern) => (/^(assets|node_modules)\//.test(pattern) ? [pattern] : []));
    for (const pattern of fixed)
      expect([pattern, existsSync(join(root, pattern.replace(/\/[^/]*[*{].*$/, '')))]).toEqual([pattern, true]);
    expect(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))).toMatchObject({
      main: 'dist/electron/main.js',
    });
  });

  it('claims our links, asks for no administrator and hardens the Mac build', () => {
    expect(config.protocols.flatMap((protocol) => protocol.schemes)).toEqual(['offhook']);
    expect(config.win).toMatchObject({ requestedExecutionLevel: 'asInvoker' });
    expect(config.nsis).toMatchObject({ perMachine: false, allowElevation: false });
    expect(config.mac).toMatchObject({ hardenedRuntime: true, notarize: true });
    expect(config.linux.target).toEqual(['deb', 'rpm']);
  });

  it('entitles the Mac build and its helpers to the microphone, and to nothing that opens their code', () => {
    for (const key of ['entitlements', 'entitlementsInherit']) {
      const plist = readFileSync(join(root, String(config.mac[key])), 'utf8');
      const granted = [...plist.matchAll(/<key>(.*)<\/key>\s*<true\/>/g)].map((match) => match[1]);
      expect(granted).toEqual(['com.apple.security.cs.allow-jit', 'com.apple.security.device.audio-input']);
    }
  });

  it('tells macOS what the microphone and the local network are for, without which it refuses both in silence', () => {
    expect(config.mac).toMatchObject({
      extendInfo: {
        NSMicrophoneUsageDescription: expect.stringContaining('calls') as string,
        NSLocalNetworkUsageDescription: expect.stringContaining('phone engine') as string,
      },
    });
  });

  it('leaves the list of Debian packages, where a shorter one would break the install, to the builder', () => {
    expect(config).not.toHaveProperty('deb.depends');
  });
});
