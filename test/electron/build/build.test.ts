import { mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { inputsHash, stampOf } from '../../../scripts/build/freshness.ts';
import { preloadTarget, TARGETS } from '../../../scripts/build/targets.ts';

const root = join(import.meta.dirname, '..', '..', '..');
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'offhook-build-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('the build', () => {
  it('makes the preload one small CommonJS file that needs Electron alone', async () => {
    await build(preloadTarget.config(root, folder));
    const code = readFileSync(join(folder, 'preload.cjs'), 'utf8');
    const required = [...code.matchAll(/require\("([^"]+)"\)/g)].map((match) => match[1]);

    expect(required).toEqual(['electron']);
    expect(code).not.toMatch(/^import |^export /m);
    expect(code.length).toBeLessThan(4_000);
  });

  it('puts nothing inline into a page, where its content policy would refuse it', () => {
    for (const target of TARGETS.filter((one) => one.output.file === null)) {
      expect(target.config(root, folder).build).toMatchObject({ modulePreload: false, assetsInlineLimit: 0 });
    }
  });

  it('leaves alone what is fresh, and only that', () => {
    const source = join(folder, 'source');
    mkdirSync(source);
    writeFileSync(join(source, 'a.ts'), 'a');
    const output = join(folder, 'out.js');
    const stamp = stampOf(folder, 'x', output);
    const hash = inputsHash(folder, ['source']);
    expect(stamp.isFresh(hash)).toBe(false);
    writeFileSync(output, 'made');
    stamp.write(hash);
    expect(stamp.isFresh(inputsHash(folder, ['source']))).toBe(true);

    utimesSync(join(source, 'a.ts'), 1, 1);
    expect(stamp.isFresh(inputsHash(folder, ['source']))).toBe(false);
    writeFileSync(join(source, 'b.ts'), 'b');
    expect(inputsHash(folder, ['source'])).not.toBe(hash);
    rmSync(output);
    expect(stamp.isFresh(hash)).toBe(false);
  });
});
