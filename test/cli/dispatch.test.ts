import { describe, expect, it } from 'vitest';
import { AppError } from '../../core/errors.ts';
import { UsageError, type Command } from '../../cli/command.ts';
import { dispatch, type CommandEntry } from '../../cli/dispatch.ts';
import { parseOptions } from '../../cli/parse-options.ts';
import { memoryIo } from './memory-io.ts';

function entry(name: string, run: Command['run']): CommandEntry {
  return {
    name,
    summary: `${name} things`,
    load: () => Promise.resolve({ name, summary: `${name} things`, help: `Usage: offhook ${name}`, run }),
  };
}

const entries = [
  entry('check', (args) => {
    const { values } = parseOptions(
      'check',
      args,
      { json: { type: 'boolean' }, policy: { type: 'string' } } as const,
      0,
    );
    return Promise.resolve(values.json === true ? 0 : 1);
  }),
  entry('fail', () => Promise.reject(new AppError('INVALID_INPUT', 'The policy was refused: name: too long'))),
  entry('break', () => Promise.reject(new Error('surprise'))),
  entry('misuse', () => Promise.reject(new UsageError('Which source?'))),
];

async function run(...argv: string[]) {
  const io = memoryIo();
  const exitCode = await dispatch(entries, argv, io, '1.2.3');
  return { exitCode, stdout: io.stdout(), stderr: io.stderr() };
}

describe('the command line', () => {
  it('runs the command that is named and gives its exit code', async () => {
    expect(await run('check', '--json')).toEqual({ exitCode: 0, stdout: '', stderr: '' });
    expect((await run('check')).exitCode).toBe(1);
  });

  it('explains itself on standard error, and with success only when asked to', async () => {
    expect(await run('--help')).toMatchObject({ exitCode: 0, stdout: '' });
    expect((await run('--help')).stderr).toContain('check things');
    expect((await run()).exitCode).toBe(2);
    expect(await run('check', '--help')).toEqual({ exitCode: 0, stdout: '', stderr: 'Usage: offhook check\n' });
    expect(await run('help', 'check')).toMatchObject({ exitCode: 0, stderr: 'Usage: offhook check\n' });
    expect(await run('--version')).toEqual({ exitCode: 0, stdout: '1.2.3\n', stderr: '' });
  });

  it.each([
    [['chekc'], 'There is no command “chekc”. Did you mean “check”? See: offhook --help\n'],
    [['zzzzzz'], 'There is no command “zzzzzz”. See: offhook --help\n'],
    [['check', '--jsno'], '“offhook check” has no option --jsno. Did you mean “--json”? See: offhook check --help\n'],
    [['check', '--policy'], 'The option --policy needs a value after it. See: offhook check --help\n'],
    [['check', '--policy', '--json'], 'The option --policy needs a value after it. See: offhook check --help\n'],
    [['check', '--json=yes'], 'The option --json takes no value. See: offhook check --help\n'],
    [['check', 'me'], '“offhook check” does not take “me”. See: offhook check --help\n'],
    [['misuse'], 'Which source?\n'],
    [['fail'], 'The policy was refused: name: too long\n'],
    [['break'], '“offhook break” stopped because of a fault of its own: surprise\n'],
  ])('refuses %j with one sentence and exit code 2', async (argv, sentence) => {
    expect(await run(...argv)).toEqual({ exitCode: 2, stdout: '', stderr: sentence });
  });
});
