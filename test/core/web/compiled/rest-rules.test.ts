import { describe, expect, it } from 'vitest';
import { takeList } from '../../../../core/web/compiled/intake.ts';
import { RuleColumns } from '../../../../core/web/compiled/rule-columns.ts';
import { readList } from '../../../../core/web/rules/read-list.ts';
import { decode } from './support.ts';

const suffixes = { registrableDomain: (host: string) => host };
const kindsOf = (text: string) => {
  const bytes = new TextEncoder().encode(text);
  const source = { list: 'l', category: 'c', format: 'auto', effect: 'block', bytes } as const;
  const { rest } = takeList(new RuleColumns(), source, suffixes, decode);
  return readList(rest, suffixes).rules.map(({ kind }) => kind);
};

describe('the lines that a laptop’s own parser reads', () => {
  it('mean there what they meant beside the lines that went another way', () => {
    // In an AdBlock list an address is a pattern; alone it would be a URL.
    expect(kindsOf('||a.com^\nx.com/ads\n')).toEqual(['pattern']);
    expect(kindsOf('a.com\nx.com/ads\n')).toEqual(['url']);
  });
});
