import { useMutation } from '@tanstack/react-query';
import { KeyRound } from 'lucide-react';
import { useState } from 'react';
import type { DeviceRow } from '../../../core/wire/console.ts';
import { useApi } from '../api/api-context.tsx';
import { errorText } from '../api/error-text.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useText } from '../use-text.ts';
import styles from './BreakGlass.module.css';

/** The way out when there is no time for anything else: a code for one laptop, once. */
export function BreakGlass({ row }: { readonly row: DeviceRow }) {
  const t = useText();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button variant="quiet" icon={<KeyRound size={15} aria-hidden />} onClick={() => setOpen(true)}>
        {t('glass.do')}
      </Button>
      {isOpen ? <BreakGlassDialog row={row} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

function BreakGlassDialog({ row, onClose }: { readonly row: DeviceRow; readonly onClose: () => void }) {
  const t = useText();
  const api = useApi();
  const [reason, setReason] = useState('');
  const [wasTried, setTried] = useState(false);
  const { name } = row.agent;
  const isMissing = reason.trim().length < 3;
  const make = useMutation({ mutationFn: () => api.breakGlass(row.deviceId, reason.trim()) });
  return (
    <Dialog
      open
      busy={make.isPending}
      onClose={onClose}
      title={t('glass.title', { name })}
      description={t('glass.text')}
      actions={
        make.data === undefined ? (
          <>
            <Button onClick={onClose} disabled={make.isPending}>
              {t('app.cancel')}
            </Button>
            <Button
              variant="danger"
              busy={make.isPending}
              onClick={() => {
                setTried(true);
                if (!isMissing) make.mutate();
              }}
            >
              {t('glass.make')}
            </Button>
          </>
        ) : (
          <Button variant="primary" onClick={onClose}>
            {t('app.close')}
          </Button>
        )
      }
    >
      {make.data === undefined ? (
        <TextField
          label={t('glass.reason')}
          value={reason}
          maxLength={500}
          error={wasTried && isMissing ? t('glass.reason.missing') : null}
          onChange={setReason}
        />
      ) : (
        <Notice kind="info" live title={t('glass.code', { name })}>
          <p className={styles['code']} dir="ltr">
            {make.data.code}
          </p>
          <p>
            {t('glass.until')} <RelativeTime at={make.data.expiresAt} />
          </p>
        </Notice>
      )}
      {make.isError ? <Notice kind="error">{errorText(make.error, t)}</Notice> : null}
    </Dialog>
  );
}
