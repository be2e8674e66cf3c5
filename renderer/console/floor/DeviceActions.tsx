import { PhoneOff, RefreshCw, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { DeviceRow } from '../../../core/wire/console.ts';
import { useApi } from '../api/api-context.tsx';
import { useSignedIn } from '../app/session-context.ts';
import { BreakGlass } from '../break-glass/BreakGlass.tsx';
import { useAct } from '../app/use-act.ts';
import { Button } from '../../ui/Button.tsx';
import { ConfirmDialog } from '../app/ConfirmDialog.tsx';
import { useText } from '../use-text.ts';
import styles from './DevicePanel.module.css';

interface DeviceActionsProps {
  readonly row: DeviceRow;
  readonly onRemoved: () => void;
}

/** What can be done to a device from afar. Auditors only look. */
export function DeviceActions({ row, onRemoved }: DeviceActionsProps) {
  const t = useText();
  const api = useApi();
  const { role } = useSignedIn().person;
  const [asking, setAsking] = useState<'revoke' | 'remove' | null>(null);
  const { name } = row.agent;
  const close = (): void => setAsking(null);
  const recheck = useAct(() => api.recheckDevice(row.deviceId), { done: t('device.recheck.done', { name }) });
  const revoke = useAct(() => api.revokeDevice(row.deviceId), {
    done: t('device.revoke.done', { name }),
    onDone: close,
  });
  const remove = useAct(() => api.removeDevice(row.deviceId), {
    done: t('device.remove.done', { name }),
    onDone: onRemoved,
  });
  if (role !== 'it' && role !== 'supervisor') return null;
  const isOnCall = row.phone === 'in-call' || row.phone === 'closing';
  const canClose = row.phone === 'ready' || row.phone === 'opening' || isOnCall;
  return (
    <div className={styles['actions']}>
      <Button icon={<RefreshCw size={15} aria-hidden />} busy={recheck.isBusy} onClick={recheck.run}>
        {t('device.recheck')}
      </Button>
      {canClose ? (
        <Button icon={<PhoneOff size={15} aria-hidden />} onClick={() => setAsking('revoke')}>
          {t('device.revoke')}
        </Button>
      ) : null}
      {row.verdict === 'blocked' ? <BreakGlass row={row} /> : null}
      {role === 'it' ? (
        <Button variant="quiet" icon={<Trash2 size={15} aria-hidden />} onClick={() => setAsking('remove')}>
          {t('device.remove')}
        </Button>
      ) : null}
      <ConfirmDialog
        open={asking === 'revoke'}
        title={t('device.revoke.title', { name })}
        text={t('device.revoke.text', { name })}
        warning={isOnCall ? t('device.revoke.inCall', { name }) : null}
        confirm={t('device.revoke.confirm')}
        act={revoke}
        onClose={close}
      />
      <ConfirmDialog
        open={asking === 'remove'}
        title={t('device.remove.title', { name })}
        text={t('device.remove.text', { name })}
        warning={isOnCall ? t('device.revoke.inCall', { name }) : null}
        confirm={t('device.remove.confirm')}
        act={remove}
        onClose={close}
      />
    </div>
  );
}
