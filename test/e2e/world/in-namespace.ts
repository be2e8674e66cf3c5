import type { PostureIo, RunCommand } from '../../../electron/posture/io/posture-io.ts';

const IP = /\/ip$/;

/** Runs `ip` inside a network namespace; everything else is asked of the machine itself. */
export function inNamespace(io: PostureIo, namespace: string): PostureIo {
  const wrap = (argv: readonly [string, ...string[]]): [string, ...string[]] =>
    IP.test(argv[0]) ? [argv[0], 'netns', 'exec', namespace, ...argv] : [...argv];
  return {
    ...io,
    run: (command: RunCommand, signal) => io.run({ ...command, argv: wrap(command.argv) }, signal),
    watch: (argv, onLine, onEnd) => io.watch(wrap(argv), onLine, onEnd),
  };
}
