/* oxlint-disable jsx-a11y/prefer-tag-over-role -- only rows in sight exist, each placed by itself, which table rows can't be */
import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef, useState, type FocusEvent, type KeyboardEvent } from 'react';
import type { DeviceRow } from '../../../core/wire/console.ts';
import { useText } from '../use-text.ts';
import { FloorRow } from './FloorRow.tsx';
import { stepTo } from './row-keys.ts';
import styles from './FloorTable.module.css';

const ROW_HEIGHT = 40;
const HEAD_HEIGHT = 34;
const COLUMNS = ['agent', 'extension', 'phone', 'wrong', 'system', 'since', 'seen'] as const;

interface FloorTableProps {
  readonly rows: readonly DeviceRow[];
  readonly selectedId: string | null;
  readonly onOpen: (row: DeviceRow) => void;
  /** Whether somebody is at the rows now, with the pointer or with keys. */
  readonly onHold: (isHeld: boolean) => void;
}

/** The rows, of which only those in sight are in the page. One Tab stop; arrows, Home and End go from row to row. */
export function FloorTable({ rows, selectedId, onOpen, onHold }: FloorTableProps) {
  const t = useText();
  const scroller = useRef<HTMLDivElement>(null);
  const [activeId, setActiveId] = useState<string | null>(selectedId);
  // oxlint-disable-next-line react/incompatible-library -- the React Compiler is not used
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    getItemKey: (index) => rows[index]?.deviceId ?? index,
    overscan: 8,
    // The head is in the way twice: the rows begin below it, and it stays on top of them.
    scrollMargin: HEAD_HEIGHT,
    scrollPaddingStart: HEAD_HEIGHT,
  });
  const activeIndex = Math.max(
    0,
    rows.findIndex((row) => row.deviceId === activeId),
  );

  function onKeyDown(event: KeyboardEvent): void {
    const index = stepTo(event.key, activeIndex, { count: rows.length, page: 10 });
    const row = index === null ? undefined : rows[index];
    if (index === null || row === undefined) return;
    event.preventDefault();
    setActiveId(row.deviceId);
    virtualizer.scrollToIndex(index);
    // After the row that was scrolled to has been drawn.
    requestAnimationFrame(() => scroller.current?.querySelector<HTMLElement>(`[data-row="${row.deviceId}"]`)?.focus());
  }

  function onFocus(event: FocusEvent): void {
    if (event.target.matches(':focus-visible')) onHold(true);
  }

  return (
    <div
      ref={scroller}
      className={styles['scroller']}
      role="grid"
      aria-label={t('floor.table')}
      aria-rowcount={rows.length + 1}
    >
      <div role="rowgroup" className={styles['head']}>
        <div role="row" aria-rowindex={1} className={styles['row']}>
          {COLUMNS.map((column) => (
            <div key={column} role="columnheader" className={styles[column]}>
              {t(`floor.column.${column}`)}
            </div>
          ))}
        </div>
      </div>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- its rows take the focus */}
      <div
        role="rowgroup"
        className={styles['body']}
        style={{ height: virtualizer.getTotalSize() }}
        onKeyDown={onKeyDown}
        onPointerEnter={() => onHold(true)}
        onPointerLeave={() => onHold(false)}
        onFocus={onFocus}
        onBlur={() => onHold(false)}
      >
        {virtualizer.getVirtualItems().map(({ index, key, start }) => {
          const row = rows[index];
          if (row === undefined) return null;
          return (
            <FloorRow
              key={key}
              row={row}
              index={index}
              offset={start - HEAD_HEIGHT}
              isSelected={row.deviceId === selectedId}
              isTabStop={index === activeIndex}
              onOpen={() => {
                setActiveId(row.deviceId);
                onOpen(row);
              }}
            />
          );
        })}
      </div>
    </div>
  );
}
