/** Who may import whom. The table is ARCHITECTURE.md's; this is what holds it. */
const only = (name, from, to, comment) => ({ name, comment, severity: 'error', from, to });

export default {
  forbidden: [
    only('no-cycles', {}, { circular: true }, 'A cycle means that two modules are one.'),
    only(
      'core-is-pure',
      { path: '^core/' },
      { pathNot: ['^core/', '^node_modules/zod/'], dependencyTypesNot: ['type-only'] },
      'core has no I/O and knows only zod.',
    ),
    only(
      'core-no-others',
      { path: '^core/' },
      { path: '^(electron|renderer|server|cli|scripts|test)/' },
      'Nothing further right is imported by anything further left.',
    ),
    only(
      'electron-only-core',
      { path: '^electron/' },
      { path: '^(renderer|server|cli|scripts|test)/' },
      'The client meets the others only through core.',
    ),
    only(
      'renderer-only-core',
      { path: '^renderer/' },
      { path: '^(electron|server|cli|scripts|test)/' },
      'Pages meet the others only through core.',
    ),
    only(
      'server-only-core',
      { path: '^server/' },
      { path: '^(electron|renderer|cli|scripts|test)/' },
      'The server meets the others only through core.',
    ),
    only(
      'agent-not-console',
      { path: '^renderer/agent/' },
      { path: '^renderer/console/' },
      'Two surfaces, one kit (renderer/ui).',
    ),
    only(
      'console-not-agent',
      { path: '^renderer/console/' },
      { path: '^renderer/agent/' },
      'Two surfaces, one kit (renderer/ui).',
    ),
    only(
      'ui-is-shared',
      { path: '^renderer/(ui|i18n|lib)/' },
      { path: '^renderer/(agent|console)/' },
      'Shared parts know neither surface.',
    ),
    only('renderer-no-node', { path: '^renderer/' }, { dependencyTypes: ['core'] }, 'Pages run without Node.'),
    only(
      'electron-package',
      { pathNot: '^(electron|test)/' },
      { path: '^node_modules/electron/' },
      'Only the client may load Electron.',
    ),
    only(
      'cli-takes-posture-only',
      { path: '^cli/' },
      { path: '^electron/(?!posture/)' },
      'The CLI needs the posture engine, not the desktop.',
    ),
    only('cli-not-tests', { path: '^cli/' }, { path: '^test/' }, 'What ships knows no test.'),
    only(
      'preload-is-small',
      { path: '^electron/preload\\.ts$' },
      {
        pathNot: ['^core/ipc/channels\\.ts$', '^node_modules/electron/', '^electron$'],
        dependencyTypesNot: ['type-only'],
      },
      'A sandboxed preload is one small file: channel names, no schemas.',
    ),
    only(
      'one-ipcMain',
      { path: '^electron/', pathNot: '^electron/ipc/register\\.ts$' },
      { path: '^electron/ipc/ipc-main\\.ts$' },
      'Only register.ts may touch ipcMain.',
    ),
    only(
      'one-child-process',
      { path: '^(electron|core|renderer)/', pathNot: '^electron/posture/io/exec\\.ts$' },
      { path: '^(node:)?child_process$' },
      'Only the posture command runner may start programs.',
    ),
    only(
      'one-phone-engine-process',
      { path: '^(server|cli)/', pathNot: '^server/telephony/kamailio/process\\.ts$' },
      { path: '^(node:)?child_process$' },
      'Of the server, only the phone engine’s supervisor may start a program.',
    ),
    only(
      'one-keyring',
      { pathNot: '^(electron/secrets/keychain-store\\.ts|test/)' },
      { path: '^node_modules/keytar/' },
      'Only keychain-store.ts may touch the keyring.',
    ),
    only(
      'one-jssip',
      { pathNot: '^(renderer/agent/phone/|test/)' },
      { path: '^node_modules/jssip/' },
      'JsSIP is wrapped once, with our own types.',
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|release|\\.cache)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
    },
  },
};
