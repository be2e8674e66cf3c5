/* oxlint-disable jsx-a11y/prefer-tag-over-role -- only rows in sight exist, each placed by itself, which table rows can't be */
import type { KeyboardEvent } from 'react';
import type { DeviceRow } from '../../../core/wire/console.ts';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import { useText } from '../use-text.ts';
import { PhoneMark } from './PhoneMark.tsx';
import { WrongText } from './WrongText.tsx';
import styles from './FloorTable.module.css';

interface FloorRowProps {
  readonly row: DeviceRow;
  readonly index: number;
  /** Pixels from the top of the rows. */
  readonly offset: number;
  readonly isSelected: boolean;
  readonly isTabStop: boolean;
  readonly onOpen: () => void;
}

export function FloorRow({ row, index, offset, isSelected, isTabStop, onOpen }: FloorRowProps) {
  const t = useText();
  const { agent, system, lastSeenAt, sinceAt } = row;

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    onOpen();
  }

  return (
    <div
      role="row"
      data-row={row.deviceId}
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      tabIndex={isTabStop ? 0 : -1}
      className={styles['row']}
      style={{ transform: `translateY(${offset}px)` }}
      onClick={onOpen}
      onKeyDown={onKeyDown}
    >
      <div role="gridcell" className={styles['agent']} title={agent.name}>
        {agent.name}
      </div>
      <div role="gridcell" className={styles['extension']}>
        {agent.extension}
      </div>
      <div role="gridcell" className={styles['phone']}>
        <PhoneMark row={row} />
      </div>
      <div role="gridcell" className={styles['wrong']}>
        <WrongText row={row} />
      </div>
      <div role="gridcell" className={styles['system']} title={system ?? undefined}>
        {system ?? t('device.unknownSystem')}
      </div>
      <div role="gridcell" className={styles['since']}>
        <RelativeTime at={sinceAt} />
      </div>
      <div role="gridcell" className={styles['seen']}>
        {lastSeenAt === null ? t('app.never') : <RelativeTime at={lastSeenAt} />}
      </div>
    </div>
  );
}
