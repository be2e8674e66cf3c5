import { AppError } from '../../core/errors.ts';

export interface AppArguments {
  readonly userData: string | null;
  /** A link to offer for joining; not checked yet. */
  readonly enrol: string | null;
}

const DEEP_LINK = /^offhook:\/\//i;

/**
 * What the client is told on its command line: `--user-data DIR`, `--enrol LINK` and a deep link by itself, as systems pass it.
 * Chromium's and Electron's own switches and the path of the app are left alone. Throws AppError INVALID_INPUT.
 */
export function parseArguments(argv: readonly string[]): AppArguments {
  let userData: string | null = null;
  let enrol: string | null = null;
  for (let index = 0; index < argv.length; index += 1) {
    const argument = argv[index] ?? '';
    const [name, inline] = splitAtEquals(argument);
    if (name === '--user-data' || name === '--enrol') {
      const value = inline ?? argv[++index];
      if (value === undefined || value === '')
        throw new AppError(
          'INVALID_INPUT',
          `${name} needs a value, as in ${name} ${name === '--enrol' ? 'LINK' : 'DIR'}`,
        );
      if (name === '--enrol') enrol = value;
      else userData = value;
    } else if (DEEP_LINK.test(argument)) {
      enrol = argument;
    }
  }
  return { userData, enrol };
}

function splitAtEquals(argument: string): [string, string | null] {
  const at = argument.indexOf('=');
  return at === -1 || !argument.startsWith('--') ? [argument, null] : [argument.slice(0, at), argument.slice(at + 1)];
}
