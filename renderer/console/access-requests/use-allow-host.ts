import { useLocation } from 'wouter';
import { usePolicy } from '../api/queries.ts';
import { useSignedIn } from '../app/session-context.ts';
import { useToasts } from '../app/toasts-context.ts';
import { usePolicyDrafts } from '../policies/draft-context.ts';
import { useText } from '../use-text.ts';

/** Puts a site among the always allowed ones of the draft, and opens the editor. null until the policy is known. */
export function useAllowHost(): ((host: string) => void) | null {
  const t = useText();
  const policy = usePolicy().data;
  const { person } = useSignedIn();
  const drafts = usePolicyDrafts();
  const toasts = useToasts();
  const [, navigate] = useLocation();
  if (policy === undefined) return null;
  return (host) => {
    const current = drafts.store.getState().draft?.document ?? policy.document;
    if (current.web.allow.includes(host)) {
      toasts.show({ text: t('draft.alreadyAllowed', { host }) });
      return;
    }
    drafts.replace(person.id, policy, (document) => ({
      ...document,
      web: { ...document.web, allow: [...document.web.allow, host] },
    }));
    toasts.show({ text: t('draft.added', { host }) });
    navigate('/policies');
  };
}
