import type { IgnoredKind, LineOutcome } from './outcome.ts';

export interface RefusedLine {
  readonly line: number;
  readonly text: string;
  readonly reason: string;
}

/** What a list came to, for whoever keeps it. */
export interface ReportView {
  readonly lines: number;
  readonly rules: Readonly<Record<'domain' | 'cidr' | 'url' | 'pattern', number>>;
  readonly disabling: number;
  readonly ignored: Readonly<Record<IgnoredKind, number>>;
  readonly refused: number;
  readonly refusedByReason: Readonly<Record<string, number>>;
  /** The first of them. */
  readonly samples: readonly RefusedLine[];
}

const MAX_SAMPLES = 100;
const MAX_TEXT = 200;
/** Reasons are few; this only keeps a mistake from growing without end. */
const MAX_REASONS = 100;

export class ParseReport {
  private lines = 0;
  private disabling = 0;
  private refused = 0;
  private readonly rules = { domain: 0, cidr: 0, url: 0, pattern: 0 };
  private readonly ignored = { comment: 0, cosmetic: 0, modifier: 0, setting: 0, unneeded: 0 };
  private readonly reasons = new Map<string, number>();
  private readonly samples: RefusedLine[] = [];

  count(outcome: LineOutcome, line: number, text: string): void {
    this.lines += 1;
    switch (outcome.kind) {
      case 'rules':
        for (const rule of outcome.rules) this.rules[rule.kind] += 1;
        return;
      case 'disables':
        this.disabling += 1;
        return;
      case 'ignored':
        this.ignored[outcome.as] += 1;
        return;
      case 'refused':
        this.refuse(outcome.reason, line, text);
        return;
    }
  }

  private refuse(reason: string, line: number, text: string): void {
    this.refused += 1;
    if (this.reasons.has(reason) || this.reasons.size < MAX_REASONS)
      this.reasons.set(reason, (this.reasons.get(reason) ?? 0) + 1);
    if (this.samples.length < MAX_SAMPLES) this.samples.push({ line, text: text.trim().slice(0, MAX_TEXT), reason });
  }

  view(): ReportView {
    return {
      lines: this.lines,
      rules: { ...this.rules },
      disabling: this.disabling,
      ignored: { ...this.ignored },
      refused: this.refused,
      refusedByReason: Object.fromEntries(this.reasons),
      samples: this.samples,
    };
  }
}
