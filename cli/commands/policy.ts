import { UsageError, type Command } from '../command.ts';
import { didYouMean } from '../did-you-mean.ts';
import { diff } from '../policy/diff.ts';
import { explain } from '../policy/explain.ts';
import { lint } from '../policy/lint.ts';
import { sign } from '../policy/sign.ts';
import { simulate } from '../policy/simulate.ts';
import { verify } from '../policy/verify.ts';

const VERBS: Readonly<Record<string, Command['run']>> = { lint, diff, sign, verify, simulate, explain };

export const policy: Command = {
  name: 'policy',
  summary: 'Check, compare, sign and try out policies; explain what one decided',
  help: `
Usage: offhook policy lint FILE [--json]
       offhook policy diff OLD NEW [--json]
       offhook policy sign FILE --key KEY.pem --organisation ID --version N [--previous SHA256] [--out FILE]
       offhook policy verify SIGNED --key PUBLIC_KEY [--json]
       offhook policy simulate FILE RECORDING… [--group NAME] [--against OLD] [--json]
       offhook policy explain --device ID --check CHECK [--data DIR] [--json]
       offhook policy explain --device RECORDING --check CHECK --policy FILE [--group NAME] [--json]

A policy is YAML or JSON; “-” reads standard input. A recording is what “offhook check --record” writes; a folder stands
for all the recordings in it.

  lint      names every field that is wrong, and what it should be; ties between audiences are errors
  diff      what differs, and what of it makes the lock looser
  sign      makes the next release with the organisation’s key, where that key is; the server takes it as it is
  verify    whether a release is what the organisation signed
  simulate  what a policy would do to recorded laptops
  explain   which rule, waiver and fact decided about one check of one laptop

Exit code: 0 fine (explain: does not close the phone; diff: the same), 1 not, 2 it could not be read.
`,
  run(args, io) {
    const [verb = '', ...rest] = args;
    const run = Object.hasOwn(VERBS, verb) ? VERBS[verb] : undefined;
    if (run === undefined)
      throw new UsageError(
        `“offhook policy” can ${Object.keys(VERBS).join(', ')}.${verb === '' ? '' : didYouMean(verb, Object.keys(VERBS))} See: offhook policy --help`,
      );
    return run(rest, io);
  },
};
