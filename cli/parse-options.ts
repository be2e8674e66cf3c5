import { parseArgs, type ParseArgsConfig } from 'node:util';
import { UsageError } from './command.ts';
import { didYouMean } from './did-you-mean.ts';

type Options = NonNullable<ParseArgsConfig['options']>;
interface Config<O extends Options> {
  readonly args: string[];
  readonly options: O;
  readonly allowPositionals: true;
  readonly strict: true;
}

/**
 * node:util's parseArgs in strict mode, whose refusals become one sentence for people (UsageError).
 * `maxPositionals` is how many plain words may follow the options.
 */
export function parseOptions<O extends Options>(
  command: string,
  args: readonly string[],
  options: O,
  maxPositionals: number,
): ReturnType<typeof parseArgs<Config<O>>> {
  const parsed = parseStrictly(command, args, options);
  const surplus = parsed.positionals[maxPositionals];
  if (surplus !== undefined)
    throw new UsageError(`“offhook ${command}” does not take “${surplus}”. See: offhook ${command} --help`);
  return parsed;
}

function parseStrictly<O extends Options>(command: string, args: readonly string[], options: O) {
  try {
    return parseArgs<Config<O>>({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new UsageError(sentence(command, error, Object.keys(options)), { cause: error });
  }
}

/** https://nodejs.org/api/errors.html#err_parse_args_unknown_option and its neighbours. */
function sentence(command: string, error: TypeError & { code?: string }, known: readonly string[]): string {
  const see = `See: offhook ${command} --help`;
  const option = /'(-{1,2}[^\s',]+)/.exec(error.message)?.[1] ?? '';
  if (error.code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') {
    const typed = option.replace(/^-+/, '');
    const hint = didYouMean(typed, known).replace('“', '“--');
    return `“offhook ${command}” has no option ${option}.${hint} ${see}`;
  }
  if (/argument is ambiguous|argument missing/.test(error.message))
    return `The option ${option} needs a value after it. ${see}`;
  if (/does not take an argument/.test(error.message)) return `The option ${option} takes no value. ${see}`;
  return `${error.message}. ${see}`;
}
