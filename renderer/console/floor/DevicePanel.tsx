import { X } from 'lucide-react';
import { useEffect, useEffectEvent } from 'react';
import type { DeviceId } from '../../../core/ids.ts';
import type { DeviceRow } from '../../../core/wire/console.ts';
import { isApiError } from '../api/api-error.ts';
import { useDevice } from '../api/queries.ts';
import { LoadFailed } from '../app/LoadFailed.tsx';
import { Loading } from '../app/Loading.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import { useText } from '../use-text.ts';
import { DeviceActions } from './DeviceActions.tsx';
import { DeviceFacts } from './DeviceFacts.tsx';
import { FindingList } from './FindingList.tsx';
import { PhoneMark } from './PhoneMark.tsx';
import styles from './DevicePanel.module.css';

interface DevicePanelProps {
  /** null when the address holds no device id at all. */
  readonly deviceId: DeviceId | null;
  /** What the floor knows already, so that the panel has its head at once. */
  readonly row: DeviceRow | null;
  readonly onClose: () => void;
}

/** One device beside the list: what was found, what can be done. Escape closes it. */
export function DevicePanel({ deviceId, row, onClose }: DevicePanelProps) {
  const t = useText();
  useEscape(onClose);
  return (
    <aside className={styles['panel']} aria-label={row?.agent.name ?? t('device.gone.title')}>
      <header className={styles['head']}>
        <div className={styles['title']}>
          {row === null ? null : (
            <>
              <h2>{row.agent.name}</h2>
              <p className={styles['extension']}>{t('device.extension', { extension: row.agent.extension })}</p>
            </>
          )}
        </div>
        <IconButton label={t('device.close')} icon={<X size={18} aria-hidden />} onClick={onClose} />
      </header>
      {row === null || deviceId === null ? (
        <EmptyState title={t('device.gone.title')}>{t('device.gone.text')}</EmptyState>
      ) : (
        <>
          <div className={styles['state']}>
            <PhoneMark row={row} />
            <RelativeTime at={row.sinceAt} />
          </div>
          {row.held ? <p className={styles['held']}>{t('device.held')}</p> : null}
          <DeviceActions row={row} onRemoved={onClose} />
          <Findings deviceId={deviceId} />
          <DeviceFacts row={row} />
        </>
      )}
    </aside>
  );
}

function Findings({ deviceId }: { readonly deviceId: DeviceId }) {
  const device = useDevice(deviceId);
  if (device.data !== undefined) return <FindingList detail={device.data} />;
  if (isApiError(device.error, 'NOT_FOUND') || !device.isError) return <Loading />;
  return <LoadFailed error={device.error} onRetry={() => void device.refetch()} />;
}

function useEscape(onEscape: () => void): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    // A dialog or menu that is open takes the key first.
    if (
      event.key === 'Escape' &&
      !event.defaultPrevented &&
      document.querySelector('[role=dialog],[role=menu]') === null
    )
      onEscape();
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent): void => onKey(event);
    document.addEventListener('keydown', listener);
    return () => document.removeEventListener('keydown', listener);
  }, []);
}
