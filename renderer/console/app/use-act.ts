import { useMutation } from '@tanstack/react-query';
import { errorText } from '../api/error-text.ts';
import { useText } from '../use-text.ts';
import { useToasts } from './toasts-context.ts';

export interface Act {
  readonly isBusy: boolean;
  readonly run: () => void;
}

/** Something that a person does on the server with one press: says that it was done, or why it couldn't be. */
export function useAct(
  act: () => Promise<unknown>,
  { done, onDone }: { readonly done: string; readonly onDone?: () => void },
): Act {
  const t = useText();
  const toasts = useToasts();
  const { isPending, mutate } = useMutation({
    mutationFn: act,
    onSuccess: () => {
      toasts.show({ text: done });
      onDone?.();
    },
    onError: (error) => toasts.show({ kind: 'error', text: errorText(error, t) }),
  });
  return { isBusy: isPending, run: () => mutate() };
}
