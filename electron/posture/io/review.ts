import type { Bundle } from './bundle.ts';

/** One question of a recording and its answer, as a person reads it before they send it. */
export interface ReviewEntry {
  readonly kind: 'program' | 'file' | 'age' | 'programs' | 'identity';
  /** What was run or read. */
  readonly what: string;
  readonly outcome: 'answered' | 'refused' | 'missing' | 'failed' | 'timed-out';
  /** The whole answer, as it stands in the recording. */
  readonly text: string;
}

export interface BundleReview {
  readonly recordedAt: string;
  readonly platform: Bundle['platform'];
  /** What was not there is left out: it is in the recording, but says nothing of anybody. */
  readonly entries: readonly ReviewEntry[];
  readonly missing: number;
}

/** Everything that a recording holds, in the order in which it was asked. */
export function reviewOf(bundle: Bundle): BundleReview {
  const all: readonly ReviewEntry[] = [
    ...bundle.commands.map(ofCommand),
    ...bundle.files.map((file) => ({
      kind: 'file' as const,
      what: file.path,
      outcome: file.status === 'read' ? ('answered' as const) : OUTCOMES[file.status],
      text: file.status === 'read' ? file.text : '',
    })),
    ...bundle.ages.map((age) => ({
      kind: 'age' as const,
      what: age.path,
      outcome: age.status === 'read' ? ('answered' as const) : OUTCOMES[age.status],
      text: age.status === 'read' ? `${Math.round(age.ageMs / 3_600_000)} h` : '',
    })),
    ...ofPrograms(bundle.programs),
    ...(bundle.identity === null ? [] : [ofIdentity(bundle.identity)]),
  ];
  const entries = all.filter(({ outcome }) => outcome !== 'missing');
  return {
    recordedAt: bundle.recordedAt,
    platform: bundle.platform,
    entries,
    missing: all.length - entries.length,
  };
}

const OUTCOMES = { missing: 'missing', 'needs-rights': 'refused', unreadable: 'failed' } as const;

function ofCommand(command: Bundle['commands'][number]): ReviewEntry {
  const outcome = command.missing
    ? 'missing'
    : command.timedOut
      ? 'timed-out'
      : command.exitCode === null
        ? 'failed'
        : 'answered';
  const text = [command.stdout, command.stderr].filter((part) => part.trim() !== '').join('\n');
  return { kind: 'program', what: command.argv.join(' '), outcome, text };
}

function ofPrograms(programs: Bundle['programs']): readonly ReviewEntry[] {
  if (programs === null) return [];
  const isRead = programs.status === 'read';
  return [
    {
      kind: 'programs',
      what: '',
      outcome: isRead ? 'answered' : OUTCOMES[programs.status],
      text: isRead ? programs.watched.join(', ') : '',
    },
  ];
}

function ofIdentity({ manufacturer, model }: NonNullable<Bundle['identity']>): ReviewEntry {
  return {
    kind: 'identity',
    what: '',
    outcome: 'answered',
    text: [manufacturer, model].filter((part) => part !== null).join(', '),
  };
}
