import type { DeviceRow } from '../../../core/wire/console.ts';
import { StateMark } from '../../ui/StateMark.tsx';
import type { Tone } from '../../ui/tone.ts';
import { useText } from '../use-text.ts';
import { countGroups, FLOOR_GROUPS, type FloorGroup } from './floor-group.ts';
import styles from './FloorSummary.module.css';

const TONES: Readonly<Record<FloorGroup, Tone>> = {
  closed: 'closed',
  offline: 'unknown',
  closing: 'warn',
  ready: 'open',
  'in-call': 'open',
  'off-shift': 'unknown',
};

interface FloorSummaryProps {
  readonly devices: readonly DeviceRow[];
  readonly group: FloorGroup | null;
  readonly onChoose: (group: FloorGroup | null) => void;
}

/** The counts, each of which shows only its own when pressed. */
export function FloorSummary({ devices, group, onChoose }: FloorSummaryProps) {
  const t = useText();
  const counts = countGroups(devices);
  return (
    <fieldset className={styles['summary']} aria-label={t('floor.filter')}>
      {FLOOR_GROUPS.map((candidate) => (
        <button
          key={candidate}
          type="button"
          className={styles['count']}
          data-tone={TONES[candidate]}
          data-empty={counts[candidate] === 0}
          aria-pressed={group === candidate}
          title={t(`floor.group.${candidate}.hint`)}
          onClick={() => onChoose(group === candidate ? null : candidate)}
        >
          <span className={styles['number']}>{t.number(counts[candidate])}</span>{' '}
          <span className={styles['label']}>
            <StateMark tone={TONES[candidate]} size={15} />
            {t(`floor.group.${candidate}`)}
          </span>
        </button>
      ))}
    </fieldset>
  );
}
