import { CircleCheck, CircleMinus, CircleQuestionMark, Clock, Moon } from 'lucide-react';
import { classNames } from './class-names.ts';
import type { Tone } from './tone.ts';
import styles from './StateMark.module.css';

const SHAPES = {
  open: CircleCheck,
  warn: Clock,
  closed: CircleMinus,
  unknown: CircleQuestionMark,
  off: Moon,
} as const satisfies Record<Tone, unknown>;

interface StateMarkProps {
  readonly tone: Tone;
  readonly size?: number;
  /** The word for the state. Leave out only where the same word is in the text beside the mark. */
  readonly label?: string;
  readonly className?: string | undefined;
}

/** Check, clock, bar, question mark or moon: a state that can be told without its colour. */
export function StateMark({ tone, size = 20, label, className }: StateMarkProps) {
  const Shape = SHAPES[tone];
  const name = label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label };
  return (
    <Shape size={size} strokeWidth={2.1} className={classNames(styles[tone], styles['mark'], className)} {...name} />
  );
}
