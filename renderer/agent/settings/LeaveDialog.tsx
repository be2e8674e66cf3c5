import { useEffect } from 'react';
import { useAct } from '../../lib/use-act.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { useServices } from '../services.ts';
import { goTo, holdOverlay } from '../shell/navigation-store.ts';
import { useText } from '../text.ts';

interface LeaveDialogProps {
  readonly organisation: string;
  readonly open: boolean;
  readonly onClose: () => void;
}

/** Says what leaving does before it is done. What was erased is shown on the page that comes after. */
export function LeaveDialog({ organisation, open, onClose }: LeaveDialogProps) {
  const t = useText();
  const { client, left, navigation } = useServices();
  const leave = useAct(async () => {
    const { erased } = await client.invoke('enrolment:leave', {});
    left.setState({ erased });
    goTo(navigation, 'home');
  });
  useEffect(() => (open ? holdOverlay(navigation) : undefined), [open, navigation]);
  return (
    <Dialog
      open={open}
      onClose={onClose}
      busy={leave.busy}
      title={t('settings.leave.confirmTitle', { organisation })}
      description={t('settings.leave.confirmText')}
      actions={
        <>
          <Button disabled={leave.busy} onClick={onClose}>
            {t('settings.leave.stay')}
          </Button>
          <Button variant="danger" busy={leave.busy} onClick={leave.run}>
            {t('settings.leave.confirm')}
          </Button>
        </>
      }
    >
      {leave.error === null ? null : (
        <Notice kind="error">{t('settings.leave.failed', { message: leave.error.message })}</Notice>
      )}
    </Dialog>
  );
}
