import type { Bundle } from './bundle.ts';
import type { CommandResult, PostureIo } from './posture-io.ts';

/**
 * A system that answers as the recorded one did. What was not recorded is unreadable rather than missing: a file that is not
 * there can mean “off”, a file that nobody looked at can't.
 */
export function replayIo(bundle: Bundle): PostureIo {
  const commands = new Map(bundle.commands.map((command) => [key(command.argv), command]));
  const files = new Map(bundle.files.map((file) => [file.path, file]));
  const ages = new Map(bundle.ages.map((age) => [age.path, age]));
  return {
    run: (command) => {
      const recorded = commands.get(key(command.argv));
      return Promise.resolve(recorded === undefined ? NOT_RECORDED : { ...recorded, durationMs: 0 });
    },
    readFile: (path, maxBytes) => {
      const file = files.get(path);
      if (file === undefined || (file.status === 'read' && file.text.length > maxBytes))
        return Promise.resolve({ status: 'unreadable' });
      return Promise.resolve(file);
    },
    newestAge: (path) => Promise.resolve(ages.get(path) ?? { status: 'unreadable' }),
    identify: () => Promise.resolve(bundle.identity),
    watch: (_argv, _onLine, onEnd) => {
      queueMicrotask(onEnd);
      return { stop: () => undefined };
    },
  };
}

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
