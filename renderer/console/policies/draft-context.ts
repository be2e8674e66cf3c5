import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { PolicyDraft, PolicyDraftStore } from './policy-draft.ts';

const PolicyDraftContext = createContext<PolicyDraftStore | null>(null);
export const PolicyDraftProvider = PolicyDraftContext.Provider;

export function usePolicyDrafts(): PolicyDraftStore {
  const drafts = useContext(PolicyDraftContext);
  if (drafts === null) throw new Error('usePolicyDrafts needs a PolicyDraftProvider above it');
  return drafts;
}

export function usePolicyDraft(): PolicyDraft | null {
  return useStore(usePolicyDrafts().store, (state) => state.draft);
}

/** Changes when fields that were filled from the draft must be filled again. */
export function useDraftRevision(): number {
  return useStore(usePolicyDrafts().store, (state) => state.revision);
}
