import { useState } from 'react';
import { useLocation, useParams, useSearchParams } from 'wouter';
import { deviceIdSchema } from '../../../core/ids.ts';
import { useDevices } from '../api/queries.ts';
import type { Devices } from '../api/client.ts';
import { LoadFailed } from '../app/LoadFailed.tsx';
import { Loading } from '../app/Loading.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { useText } from '../use-text.ts';
import { DevicePanel } from './DevicePanel.tsx';
import { FloorEmpty, FloorNone } from './FloorEmpty.tsx';
import { FloorSummary } from './FloorSummary.tsx';
import { FloorTable } from './FloorTable.tsx';
import { FloorToolbar } from './FloorToolbar.tsx';
import { FLOOR_GROUPS, type FloorGroup } from './floor-group.ts';
import type { FloorSort } from './floor-order.ts';
import { useFloorRows } from './use-floor-rows.ts';
import styles from './FloorPage.module.css';

export function FloorPage() {
  const devices = useDevices();
  if (devices.data !== undefined) return <Floor {...devices.data} />;
  return devices.isError ? <LoadFailed error={devices.error} onRetry={() => void devices.refetch()} /> : <Loading />;
}

/** Who can't take calls, since when, and what is wrong: for the far end of the room. */
function Floor({ devices, phoneEngine }: Devices) {
  const t = useText();
  const { deviceId } = useParams<{ deviceId?: string }>();
  const [, navigate] = useLocation();
  const [query, setQuery] = useSearchParams();
  const group = FLOOR_GROUPS.find((candidate) => candidate === query.get('show')) ?? null;
  const search = query.get('search') ?? '';
  const [sort, setSort] = useState<FloorSort>('urgency');
  const [isHeld, setHeld] = useState(false);
  const rows = useFloorRows(devices, { group, search, sort, isHeld });
  const selected = deviceIdSchema.safeParse(deviceId);

  // The query stays when a device opens or closes, so that the list beside it doesn't change.
  const goTo = (path: string): void => navigate(query.size === 0 ? path : `${path}?${query.toString()}`);
  const ask = (changes: { readonly show?: FloorGroup | null; readonly search?: string }): void => {
    const next = new URLSearchParams(query);
    for (const [name, value] of Object.entries(changes)) {
      if (value === null || value === '') next.delete(name);
      else next.set(name, value);
    }
    setQuery(next, { replace: true });
  };

  return (
    <div className={styles['floor']} data-has-panel={deviceId !== undefined}>
      <section className={styles['list']}>
        <h1>{t('floor.title')}</h1>
        {phoneEngine.state === 'missing' ? (
          <Notice kind="warn">{t(`floor.engine.${phoneEngine.reason}`)}</Notice>
        ) : null}
        {devices.length === 0 ? (
          <FloorEmpty />
        ) : (
          <>
            <FloorSummary devices={devices} group={group} onChoose={(show) => ask({ show })} />
            <FloorToolbar
              search={search}
              onSearch={(text) => ask({ search: text })}
              sort={sort}
              onSort={setSort}
              shown={rows.shown.length}
              isBehind={rows.isBehind}
              onSettle={rows.settle}
            />
            {rows.shown.length === 0 ? (
              <FloorNone onReset={() => ask({ show: null, search: '' })} />
            ) : (
              <FloorTable
                rows={rows.shown}
                selectedId={deviceId ?? null}
                onOpen={(row) => goTo(`/floor/${row.deviceId}`)}
                onHold={setHeld}
              />
            )}
          </>
        )}
      </section>
      {deviceId === undefined ? null : (
        <DevicePanel
          key={deviceId}
          deviceId={selected.success ? selected.data : null}
          row={devices.find((row) => row.deviceId === deviceId) ?? null}
          onClose={() => goTo('/floor')}
        />
      )}
    </div>
  );
}
