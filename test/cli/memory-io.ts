import type { CommandIo } from '../../cli/command.ts';

/** A process without one: keeps what a command writes. */
export function memoryIo(
  stdin: string | Uint8Array = '',
): CommandIo & { readonly stdout: () => string; readonly stderr: () => string } {
  const written = { out: '', err: '' };
  const input = typeof stdin === 'string' ? new TextEncoder().encode(stdin) : stdin;
  return {
    out: (text) => void (written.out += text),
    err: (text) => void (written.err += text),
    readStdin: () => Promise.resolve(input),
    stdinChunks: async function* () {
      // In pieces that cut lines and characters, as pipes do.
      for (let at = 0; at < input.length; at += 7) yield input.subarray(at, at + 7);
    },
    signal: new AbortController().signal,
    env: {},
    cwd: '/',
    stdout: () => written.out,
    stderr: () => written.err,
  };
}
