import process from 'node:process';
import type { CommandIo } from './command.ts';

/** Ctrl-C reaches us from the terminal and once more through the launcher: within this time they are one. Milliseconds. */
const SAME_SIGNAL_MS = 500;

/** The real process as a command sees it. SIGINT and SIGTERM abort `signal`; a second one ends at once. */
export function createProcessIo(): CommandIo {
  const abort = new AbortController();
  let firstAtMs = 0;
  const onSignal = (): void => {
    if (!abort.signal.aborted) {
      firstAtMs = performance.now();
      abort.abort();
    } else if (performance.now() - firstAtMs > SAME_SIGNAL_MS) process.exit(130);
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  // `offhook … | head` closes the pipe early; that is no fault.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
  return {
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    readStdin: async () => {
      const chunks: Uint8Array[] = [];
      for await (const chunk of process.stdin) chunks.push(chunk as Uint8Array);
      return Buffer.concat(chunks);
    },
    stdinChunks: () => process.stdin as AsyncIterable<Uint8Array>,
    signal: abort.signal,
    env: process.env,
    cwd: process.cwd(),
  };
}
