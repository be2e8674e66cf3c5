import type { Bundle } from './bundle.ts';
import { powershellArgv } from './powershell-argv.ts';
import type { AppState, CommandResult, PostureIo } from './posture-io.ts';

/**
 * A system that answers as the recorded one did. What was not recorded is unreadable rather than missing: a file that is not
 * there can mean “off”, a file that nobody looked at can't.
 */
export function replayIo(bundle: Bundle): PostureIo {
  const commands = new Map(bundle.commands.map((command) => [key(command.argv), command]));
  const files = new Map(bundle.files.map((file) => [file.path, file]));
  const ages = new Map(bundle.ages.map((age) => [age.path, age]));
  const answer = (argv: readonly string[]): Promise<CommandResult> => {
    const recorded = commands.get(key(argv));
    return Promise.resolve(recorded === undefined ? NOT_RECORDED : { ...recorded, durationMs: 0 });
  };
  return {
    run: (command) => answer(command.argv),
    powershell: (script) => answer(powershellArgv(script)),
    readFile: (path, maxBytes) => {
      const file = files.get(path);
      if (file === undefined || (file.status === 'read' && file.text.length > maxBytes))
        return Promise.resolve({ status: 'unreadable' });
      return Promise.resolve(file);
    },
    newestAge: (path) => Promise.resolve(ages.get(path) ?? { status: 'unreadable' }),
    programs: () => Promise.resolve(bundle.programs ?? { status: 'unreadable' }),
    identify: () => Promise.resolve(bundle.identity),
    desktop: () => Promise.resolve(bundle.desktop),
    inspectApp: () => Promise.resolve(bundle.app ?? NOT_INSPECTED),
    watch: (_argv, _onLine, onEnd) => {
      queueMicrotask(onEnd);
      return { stop: () => undefined };
    },
    watchFiles: () => ({ stop: () => undefined }),
    fingerprint: () => Promise.resolve(null),
    look: () => Promise.resolve(null),
    release: () => undefined,
  };
}

const NOT_INSPECTED: AppState = {
  packaged: true,
  inspectable: false,
  traced: null,
  archive: 'unreadable',
  signature: 'unreadable',
};

const NOT_RECORDED: CommandResult = {
  exitCode: null,
  stdout: '',
  stderr: '',
  timedOut: false,
  truncated: false,
  missing: false,
  durationMs: 0,
};

function key(argv: readonly string[]): string {
  return JSON.stringify(argv);
}
