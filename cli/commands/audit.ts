import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { AppError } from '../../core/errors.ts';
import { verifyChain } from '../../server/audit/chain.ts';
import { dataFiles } from '../../server/data-folder.ts';
import { openSqliteStore } from '../../server/store/sqlite-store.ts';
import { UsageError, type Command, type CommandIo, type ExitCode } from '../command.ts';
import { didYouMean } from '../did-you-mean.ts';
import { parseOptions } from '../parse-options.ts';

const BATCH = 1000;

export const audit: Command = {
  name: 'audit',
  summary: 'Check that the audit log is what was written',
  help: `
Usage: offhook audit verify [--data DIR] [--expect HASH] [--json]

Walks the log’s hash chain in the data folder, with no server needed, and names the first event that was changed,
moved or removed. The chain alone can’t show that its newest events were cut off: write its head down from time to
time, and give it with --expect.

  --data DIR      the server’s data folder (default: .offhook in this folder)
  --expect HASH   a head that was printed before; the log must still contain it
  --json          the result as JSON on standard output

Exit code: 0 intact, 1 not, 2 it could not be read.
`,
  run(args, io) {
    const [verb, ...rest] = args;
    if (verb !== 'verify')
      throw new UsageError(
        `“offhook audit” can only verify.${verb === undefined ? '' : didYouMean(verb, ['verify'])} See: offhook audit --help`,
      );
    return verify(rest, io);
  },
};

async function verify(args: readonly string[], io: CommandIo): Promise<ExitCode> {
  const { values } = parseOptions(
    'audit',
    args,
    {
      data: { type: 'string', default: '.offhook' },
      expect: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
    0,
  );
  const { database } = dataFiles(resolve(io.cwd, values.data));
  if (!existsSync(database))
    throw new AppError('NOT_FOUND', `There is no ${database}. Name the server’s data folder with --data.`);
  const store = openSqliteStore(database, { readOnly: true });
  let hasExpected = values.expect === undefined;
  try {
    const result = await verifyChain(async (from) => {
      const events = await store.read((tx) => tx.audit.from(from, BATCH));
      hasExpected ||= events.some(({ hash }) => hash === values.expect);
      return events;
    });
    if (values.json)
      io.out(`${JSON.stringify({ ...result, ...(result.intact ? { containsExpected: hasExpected } : {}) })}\n`);
    if (!result.intact) {
      io.err(
        `Event ${result.sequence} is not what was written: ${result.why}. What follows it can’t be trusted either.\n`,
      );
      return 1;
    }
    if (!hasExpected) {
      io.err('The log is intact in itself, but the head that you gave is not in it: its newest events were cut off.\n');
      return 1;
    }
    io.err(`Intact: ${result.events} events. Head: ${result.head}\n`);
    return 0;
  } finally {
    await store.close();
  }
}
