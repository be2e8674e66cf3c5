import { isAbsolute, join } from 'node:path';
import { builtinModules } from 'node:module';
import react from '@vitejs/plugin-react';
import type { InlineConfig } from 'vite';

export interface Target {
  readonly name: string;
  /** Folders and files whose change makes the output stale, relative to the root. */
  readonly inputs: readonly string[];
  /** The folder, or with `file` the one file, that is made. Relative to the root unless absolute. */
  readonly output: { readonly folder: string; readonly file: string | null };
  /** For vite, with its output going to `outDir`. */
  config(root: string, outDir: string): InlineConfig;
}

/** What Node or Electron brings, or what can't be bundled because of its native parts. */
const MAIN_EXTERNALS = ['electron', 'keytar', 'systeminformation', 'ws'];
const NODE_MODULES = [...builtinModules, ...builtinModules.map((name) => `node:${name}`)];

const quiet = { configFile: false, logLevel: 'warn', envDir: false } as const satisfies InlineConfig;

/** The main process: one ES module for the Node 24 inside Electron 45. Static imports only, so that it is read before `ready`. */
export function mainTarget(entry: string, folder: string, file: string): Target {
  return {
    name: `main-${file.replace(/\W+/g, '-')}`,
    inputs: ['electron', 'core', ...(entry.startsWith('electron') ? [] : [entry])],
    output: { folder, file },
    config: (root, outDir) => ({
      ...quiet,
      root,
      publicDir: false,
      ssr: { noExternal: true, external: MAIN_EXTERNALS, target: 'node' },
      build: {
        ssr: isAbsolute(entry) ? entry : join(root, entry),
        outDir,
        emptyOutDir: false,
        target: 'node24',
        minify: false,
        rolldownOptions: {
          external: [...MAIN_EXTERNALS, ...NODE_MODULES],
          output: { format: 'esm', entryFileNames: file, codeSplitting: false },
        },
      },
    }),
  };
}

/** A sandboxed preload may only be one CommonJS file (Electron, docs/tutorial/esm.md). */
export const preloadTarget: Target = {
  name: 'preload',
  inputs: ['electron/preload.ts', 'core/ipc'],
  output: { folder: 'dist/electron', file: 'preload.cjs' },
  config: (root, outDir) => ({
    ...quiet,
    root,
    publicDir: false,
    ssr: { noExternal: true, external: ['electron'], target: 'node' },
    build: {
      ssr: join(root, 'electron/preload.ts'),
      outDir,
      emptyOutDir: false,
      target: 'chrome156',
      minify: false,
      rolldownOptions: {
        external: ['electron'],
        output: { format: 'cjs', entryFileNames: 'preload.cjs', codeSplitting: false },
      },
    },
  }),
};

function pageTarget(surface: 'agent' | 'console', folder: string, target: string | string[]): Target {
  return {
    name: surface,
    inputs: [`renderer/${surface}`, 'renderer/ui', 'renderer/i18n', 'renderer/lib', 'core', 'assets'],
    output: { folder, file: null },
    config: (root, outDir) => ({
      ...quiet,
      root: join(root, 'renderer', surface),
      // Both are served from the root of their host; relative paths hold wherever that is.
      base: surface === 'agent' ? './' : '/',
      publicDir: false,
      plugins: [react()],
      build: {
        outDir,
        emptyOutDir: true,
        target,
        // Its polyfill would be an inline script, and an inlined asset a data: address; our content policy has neither.
        modulePreload: false,
        assetsInlineLimit: 0,
        reportCompressedSize: false,
        chunkSizeWarningLimit: 2_000,
      },
    }),
  };
}

/** Everything that ships. The agent's page meets Electron's Chromium only; the console meets whatever people have. */
export const TARGETS: readonly Target[] = [
  mainTarget('electron/main.ts', 'dist/electron', 'main.js'),
  preloadTarget,
  pageTarget('agent', 'dist/renderer/agent', 'chrome150'),
  pageTarget('console', 'dist/console', ['chrome120', 'firefox121', 'safari17']),
];
