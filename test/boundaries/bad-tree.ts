/** One deliberately bad file for each rule: what is written, and which rules must catch it. */
export interface BadFile {
  readonly path: string;
  readonly code: string;
  readonly breaks: readonly string[];
}

const bad = (path: string, code: string, ...breaks: string[]): BadFile => ({ path, code, breaks });

export const BAD_FILES: readonly BadFile[] = [
  bad('core/bad-node.ts', "import { readFileSync } from 'node:fs'; export const a = readFileSync;", 'core-is-pure'),
  bad('core/bad-package.ts', "import fastify from 'fastify'; export const a = fastify;", 'core-is-pure'),
  bad('core/bad-missing.ts', "import x from 'not-there'; export const a = x;", 'core-is-pure'),
  bad(
    'core/bad-server.ts',
    "import { a } from '../server/good.ts'; export const b = a;",
    'core-is-pure',
    'core-no-others',
  ),
  bad('core/bad-type.ts', "import type { A } from '../electron/good.ts'; export type B = A;", 'core-no-others'),
  bad('core/cycle-a.ts', "import { b } from './cycle-b.ts'; export const a = (): unknown => b;", 'no-cycles'),
  // A cycle is reported once, on its first module.
  bad('core/cycle-b.ts', "import { a } from './cycle-a.ts'; export const b = (): unknown => a;"),
  bad('electron/bad-server.ts', "import { a } from '../server/good.ts'; export const b = a;", 'electron-only-core'),
  bad(
    'electron/bad-renderer.ts',
    "import type { A } from '../renderer/ui/good.ts'; export type B = A;",
    'electron-only-core',
  ),
  bad('electron/bad-test.ts', "import { a } from '../test/good.ts'; export const b = a;", 'electron-only-core'),
  bad(
    'renderer/agent/bad-electron.ts',
    "import { a } from '../../electron/good.ts'; export const b = a;",
    'renderer-only-core',
  ),
  bad(
    'renderer/agent/bad-console.ts',
    "import { a } from '../console/good.ts'; export const b = a;",
    'agent-not-console',
  ),
  bad(
    'renderer/console/bad-agent.ts',
    "import { a } from '../agent/good.ts'; export const b = a;",
    'console-not-agent',
  ),
  bad('renderer/ui/bad-agent.ts', "import { a } from '../agent/good.ts'; export const b = a;", 'ui-is-shared'),
  bad('renderer/lib/bad-node.ts', "import { join } from 'node:path'; export const a = join;", 'renderer-no-node'),
  bad('renderer/agent/bad-package.ts', "import { app } from 'electron'; export const a = app;", 'electron-package'),
  bad('server/bad-package.ts', "import type { App } from 'electron'; export type A = App;", 'electron-package'),
  bad('scripts/bad-package.ts', "export const a = await import('electron');", 'electron-package'),
  bad('server/bad-electron.ts', "import { a } from '../electron/good.ts'; export const b = a;", 'server-only-core'),
  bad('server/bad-cli.ts', "import { a } from '../cli/good.ts'; export const b = a;", 'server-only-core'),
  bad('cli/bad-desktop.ts', "import { a } from '../electron/good.ts'; export const b = a;", 'cli-takes-posture-only'),
  bad('cli/bad-test.ts', "import { a } from '../test/good.ts'; export const b = a;", 'cli-not-tests'),
  bad(
    'electron/preload.ts',
    "import { ipcRenderer } from 'electron'; import { c } from '../core/ipc/contract.ts'; import { INVOKE_CHANNELS } from '../core/ipc/channels.ts'; export const a = [ipcRenderer, c, INVOKE_CHANNELS];",
    'preload-is-small',
  ),
  bad('electron/bad-ipc.ts', "import { ipcMain } from './ipc/ipc-main.ts'; export const a = ipcMain;", 'one-ipcMain'),
  bad(
    'electron/bad-spawn.ts',
    "import { spawn } from 'node:child_process'; export const a = spawn;",
    'one-child-process',
  ),
  bad(
    'electron/posture/bad-spawn.ts',
    "import { spawn } from 'child_process'; export const a = spawn;",
    'one-child-process',
  ),
  bad(
    'server/bad-spawn.ts',
    "import { spawn } from 'node:child_process'; export const a = spawn;",
    'one-phone-engine-process',
  ),
  bad('electron/secrets/bad-keyring.ts', "export const a = await import('keytar');", 'one-keyring'),
  bad('server/bad-keyring.ts', "import { getPassword } from 'keytar'; export const a = getPassword;", 'one-keyring'),
  bad('renderer/agent/bad-sip.ts', "import { UA } from 'jssip'; export const a = UA;", 'one-jssip'),
];

/** What must be let through, so that no rule passes its test by refusing everything. */
export const GOOD_FILES: Readonly<Record<string, string>> = {
  'core/good.ts':
    "import { z } from 'zod'; import type { Readable } from 'node:stream'; export const a = z; export type A = Readable;",
  'core/ipc/channels.ts': 'export const INVOKE_CHANNELS = [] as const;',
  'core/ipc/contract.ts': "import { z } from 'zod'; export const c = z;",
  'electron/good.ts':
    "import { a } from '../core/good.ts'; import { app } from 'electron'; export const b = [a, app]; export type A = string;",
  'electron/posture/good.ts': "import { run } from './io/exec.ts'; export const a = run;",
  'electron/posture/io/exec.ts': "import { spawn } from 'node:child_process'; export const run = spawn;",
  'electron/ipc/ipc-main.ts': "export { ipcMain } from 'electron';",
  'electron/ipc/register.ts': "import { ipcMain } from './ipc-main.ts'; export const a = ipcMain;",
  'electron/secrets/keychain-store.ts': "export const a = await import('keytar');",
  'renderer/agent/good.ts':
    "import { a } from '../ui/good.ts'; import { b } from '../../core/good2.ts'; export { a, b };",
  'core/good2.ts': 'export const b = 1;',
  'renderer/agent/phone/good.ts': "import { UA } from 'jssip'; export const a = UA;",
  'renderer/console/good.ts': "import { a } from '../ui/good.ts'; export { a };",
  'renderer/ui/good.ts': 'export const a = 1; export type A = string;',
  'server/good.ts': "import { b } from '../core/good2.ts'; export const a = [b];",
  'server/telephony/kamailio/process.ts': "import { spawn } from 'node:child_process'; export const a = spawn;",
  'cli/good.ts':
    "import { a } from '../electron/posture/good.ts'; import { a as s } from '../server/good.ts'; export { a, s };",
  'scripts/good.ts': "import { a } from '../server/good.ts'; export { a };",
  'test/good.ts':
    "import { app } from 'electron'; import { a as s } from '../server/good.ts'; import { getPassword } from 'keytar'; export const a = [app, s, getPassword];",
};

/** Stubs in place of the real packages: what is in them does not matter, where they are does. */
export const PACKAGES = ['zod', 'electron', 'fastify', 'keytar', 'jssip'];
