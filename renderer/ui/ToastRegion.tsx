import { Toast } from '@base-ui/react/toast';
import { X } from 'lucide-react';
import { StateMark } from './StateMark.tsx';
import type { Toasts } from './toasts.ts';
import styles from './ToastRegion.module.css';

interface ToastRegionProps {
  readonly toasts: Toasts;
  readonly label: string;
  readonly closeLabel: string;
}

/** Where short messages appear. F6 moves focus into it; screen readers hear each as it comes. */
export function ToastRegion({ toasts, label, closeLabel }: ToastRegionProps) {
  return (
    <Toast.Provider toastManager={toasts.manager} limit={3}>
      <Toast.Portal>
        <Toast.Viewport className={styles['viewport']} aria-label={label}>
          <ToastList closeLabel={closeLabel} />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  );
}

function ToastList({ closeLabel }: { readonly closeLabel: string }) {
  const { toasts } = Toast.useToastManager();
  return toasts.map((toast) => (
    <Toast.Root key={toast.id} toast={toast} className={styles['toast']}>
      <Toast.Content className={styles['content']}>
        <StateMark tone={toast.type === 'error' ? 'closed' : 'open'} size={18} />
        <Toast.Title className={styles['title']} />
        <Toast.Action className={styles['action']} />
        <Toast.Close className={styles['close']} aria-label={closeLabel}>
          <X size={16} aria-hidden />
        </Toast.Close>
      </Toast.Content>
    </Toast.Root>
  ));
}
