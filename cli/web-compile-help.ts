import { LIST_FORMATS } from '../core/web/rules/list-format.ts';

export const WEB_COMPILE_HELP = `
Usage: offhook web compile --list FILE[:FORMAT]:CATEGORY … --out DIR [options]

Reads lists, checks them for accidents, and writes a release: the compiled list, its exact names, the downloads and their
manifest. FORMAT is one of ${LIST_FORMATS.join(', ')} (default auto).

  --previous DIR       the release before: keeps its salt, makes the change from it, and holds back lists that changed too much
  --force              compile even if a list lost or gained more than it should
  --own-hosts FILE     your own hosts, one a line: rules that would block one are refused
  --top-sites FILE     much-used sites, one a line: none may collide, and blocked ones are named
  --key FILE           Ed25519 private key (PEM) that signs the manifest; without it the release is only for a look
  --organisation ID    whose lists these are (a UUID)
  --release NUMBER     version (default: one more than the previous)
  --days NUMBER        until the release runs out (default 14)

Prints what it did as JSON. Exit code: 0 done, 1 held back, 2 bad usage or unreadable files.
`;

export const WEB_STATS_HELP = `
Usage: offhook web stats DIR|FILE

Reads a release’s folder (or its domains.bin alone), checks it, and prints as JSON what it holds.

Exit code: 0 it is sound, 2 it could not be read or was refused.
`;
