import type { CsvShape } from './formats/csv-lines.ts';
import type { ZoneState } from './formats/rpz-line.ts';
import type { ListFormat } from './list-format.ts';
import type { LineSource, PublicSuffixes } from './outcome.ts';

/** What lines of one list know of each other. */
export interface ListState {
  readonly source: LineSource;
  readonly format: ListFormat;
  /** Other lines are plainly AdBlock syntax, so a bare address is a pattern, too. */
  readonly isAdblock: boolean;
  readonly suffixes: PublicSuffixes | undefined;
  readonly zone: ZoneState;
  csv: CsvShape | undefined;
  /** Hosts that a DNS list resolves normally. */
  readonly normal: { readonly host: string; readonly text: string }[];
}
