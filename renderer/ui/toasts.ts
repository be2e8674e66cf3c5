import { Toast } from '@base-ui/react/toast';

export interface ToastMessage {
  readonly text: string;
  readonly kind?: 'good' | 'error';
  readonly action?: { readonly label: string; readonly run: () => void };
}

/** Speaks through `ToastRegion`. One per page; pass it to whatever may have something short to say. */
export type Toasts = ReturnType<typeof createToasts>;

export function createToasts() {
  const manager = Toast.createToastManager();
  return {
    manager,
    /** A short word on what just happened. Errors stay until they are closed. */
    show({ text, kind = 'good', action }: ToastMessage): void {
      manager.add({
        title: text,
        type: kind,
        priority: kind === 'error' ? 'high' : 'low',
        timeout: kind === 'error' ? 0 : 6000,
        ...(action === undefined ? {} : { actionProps: { children: action.label, onClick: action.run } }),
      });
    },
  };
}
