/** What “offhook web --help” says of its subcommand “check”. */
export const WEB_CHECK_HELP = `
Usage: offhook web check --list FILE[:FORMAT[:CATEGORY]] … [--allow FILE] (URL … | --urls FILE) [--json]
       offhook web check --jsonl [FILE]

  --list FILE    A list of what to block; gzipped is fine. Give it more than once for more lists.
                 FORMAT: hosts, domains, wildcard, adblock, urls, rpz, csv, dnsmasq, unbound; without it, recognised line by line.
  --allow FILE   A list of what to let through, whatever the other lists say.
  --urls FILE    Addresses to check, one on each line; - is standard input.
  --json         Print a line {"url", "action", "list", "rule", "category", "host"} for each address.
  --report       Say on standard error what each list held, and which lines were refused and why.
  --jsonl        Read lines {"rules": TEXT, "url", "source"?, "type"?, "via"?, "sni"?, "hostHeader"?, "chain"?} and print one such answer each.
                 A line that can’t be read gets {"url": null, "error": TEXT}.

Exit code: 0 when every address was judged, blocked or not; 2 when something could not be read.
`;
