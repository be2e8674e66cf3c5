import { publicSuffixes } from '../../../server/lists/public-suffixes.ts';
import { readList } from '../../../core/web/rules/read-list.ts';

/** The obvious way: a Set of the listed names, asked for the host and each of its parents. Names that the compiler refused are left out. */
export function suffixWalk(listed: readonly string[], refused: readonly string[]): (host: string) => boolean {
  const names = new Set(listed);
  for (const name of refused) names.delete(name);
  return (host) => {
    for (let name = host; ;) {
      if (names.has(name)) return true;
      const dot = name.indexOf('.');
      if (dot < 0) return false;
      name = name.slice(dot + 1);
    }
  };
}

/** Listed names that stand for no site, so that both parsers drop them: `localhost.localdomain` and its like. */
export function droppedByParser(listed: readonly string[], check: (host: string) => boolean): string[] {
  return listed.filter((name) => {
    if (check(name)) return false;
    const input = { list: 'bench', category: 'other', effect: 'block', format: 'domains', text: name } as const;
    return readList(input, publicSuffixes).rules.length === 0;
  });
}

export function countWrong(
  check: (host: string) => boolean,
  truth: (host: string) => boolean,
  hosts: readonly string[],
): number {
  let wrong = 0;
  for (const host of hosts) if (check(host) !== truth(host)) wrong++;
  return wrong;
}
