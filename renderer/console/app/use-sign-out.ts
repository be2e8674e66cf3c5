import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useLocation } from 'wouter';
import { useApi } from '../api/api-context.tsx';
import { errorText } from '../api/error-text.ts';
import { usePolicyDrafts } from '../policies/draft-context.ts';
import { useText } from '../use-text.ts';
import { forgetSession } from './query-client.ts';
import { useToasts } from './toasts-context.ts';

/** Ends the session on the server, and forgets everything that it let this page see. */
export function useSignOut(): () => void {
  const t = useText();
  const api = useApi();
  const queryClient = useQueryClient();
  const drafts = usePolicyDrafts();
  const toasts = useToasts();
  const [, navigate] = useLocation();
  const { mutate } = useMutation({
    mutationFn: () => api.signOut(),
    onSuccess: () => {
      drafts.discard();
      forgetSession(queryClient);
      navigate('/');
    },
    onError: (error) => toasts.show({ kind: 'error', text: errorText(error, t) }),
  });
  return () => mutate();
}
