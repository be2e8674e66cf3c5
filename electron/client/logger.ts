export type LogFields = Readonly<Record<string, string | number | boolean | null>>;

/** Structured and sparse: a constant message and fields that hold no secret, no address and no evidence. */
export interface Logger {
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
}

/** One JSON object a line. `error` fields carry codes and names only, never a message that may quote input. */
export function createLineLogger(write: (line: string) => void, wall: () => Date): Logger {
  const line =
    (level: string) =>
    (message: string, fields: LogFields = {}): void => {
      write(`${JSON.stringify({ at: wall().toISOString(), level, message, ...fields })}\n`);
    };
  return { info: line('info'), warn: line('warn') };
}

/** What a log may hold of a failure. */
export function errorName(error: unknown): string {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code;
  return error instanceof Error ? error.name : typeof error;
}
