import type { BundleReview, ReviewEntry } from '../electron/posture/io/review.ts';

/** Longer answers are cut here, and said to be: the whole is in the file. */
const MOST_LINES = 12;
const MOST_COLUMNS = 160;

const HEADINGS: Readonly<Record<ReviewEntry['kind'], string>> = {
  program: 'Programs of this system that were asked',
  file: 'Files that were read',
  age: 'Files of which only the age was looked at',
  programs: 'Running programs: only those that Offhook knows by name and looks for',
  identity: 'Maker and model of this laptop',
};

const OUTCOMES: Readonly<Record<ReviewEntry['outcome'], string>> = {
  answered: '',
  refused: ' (refused: it needs administrator rights)',
  missing: ' (not there)',
  failed: ' (no usable answer)',
  'timed-out': ' (no answer in time)',
};

/** What a recording holds, in plain words, whole enough to decide whether to send it. */
export function bundleReviewText(review: BundleReview): string {
  const kinds = Object.keys(HEADINGS) as readonly ReviewEntry['kind'][];
  const sections = kinds.flatMap((kind) => {
    const entries = review.entries.filter((entry) => entry.kind === kind);
    return entries.length === 0 ? [] : [`${HEADINGS[kind]}:\n${entries.map(entryText).join('\n')}`];
  });
  return `What this recording holds (made ${review.recordedAt}):

Taken out of it: your name and this laptop’s, network and hardware addresses, serial numbers, UUIDs, e-mail addresses,
names of home folders, disks and wireless networks. Equal things were replaced by equal things.

${sections.join('\n\n')}

${review.missing} more questions were answered with “not there”.

`;
}

function entryText({ what, outcome, text }: ReviewEntry): string {
  const lines = text
    .trimEnd()
    .split(/\r?\n/)
    .filter((line) => line !== '');
  const shown = lines
    .slice(0, MOST_LINES)
    .map((line) => `      ${line.length > MOST_COLUMNS ? `${line.slice(0, MOST_COLUMNS)} …` : line}`);
  const more = lines.length > MOST_LINES ? [`      … and ${lines.length - MOST_LINES} more lines`] : [];
  const head = what === '' ? [] : [`  - ${what.slice(0, MOST_COLUMNS)}${OUTCOMES[outcome]}`];
  return [...head, ...shown, ...more].join('\n');
}
