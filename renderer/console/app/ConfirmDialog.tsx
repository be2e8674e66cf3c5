import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { useText } from '../use-text.ts';
import type { Act } from './use-act.ts';

interface ConfirmDialogProps {
  readonly open: boolean;
  readonly title: string;
  /** The consequence, in words. */
  readonly text: string;
  readonly warning?: string | null;
  readonly confirm: string;
  readonly act: Act;
  readonly onClose: () => void;
}

export function ConfirmDialog({ open, title, text, warning = null, confirm, act, onClose }: ConfirmDialogProps) {
  const t = useText();
  return (
    <Dialog
      open={open}
      onClose={onClose}
      busy={act.isBusy}
      title={title}
      description={text}
      actions={
        <>
          <Button onClick={onClose} disabled={act.isBusy}>
            {t('app.cancel')}
          </Button>
          <Button variant="danger" busy={act.isBusy} onClick={act.run}>
            {confirm}
          </Button>
        </>
      }
    >
      {warning === null ? null : <Notice kind="warn">{warning}</Notice>}
    </Dialog>
  );
}
