import { useQuery } from '@tanstack/react-query';
import type { PolicyDocument } from '../../../core/policy/schema.ts';
import { useApi } from './api-context.tsx';
import { queryKeys } from './query-keys.ts';

/** The server tells of each change, so that nothing need be asked for again by itself. */
const KEPT_LIVE = { staleTime: Infinity } as const;

/** Facts come in all the time: what is a minute old is looked at again. */
export function usePolicyPreview(document: PolicyDocument) {
  const api = useApi();
  return useQuery({
    queryKey: queryKeys.preview(JSON.stringify(document)),
    queryFn: ({ signal }) => api.previewPolicy(document, signal),
    staleTime: 60_000,
  });
}

export function usePolicyVersion(version: number) {
  const api = useApi();
  return useQuery({
    queryKey: queryKeys.policyVersion(version),
    queryFn: ({ signal }) => api.policyVersion(version, signal),
    ...KEPT_LIVE,
  });
}

export function useSharedDrafts(enabled = true) {
  const api = useApi();
  return useQuery({ queryKey: queryKeys.drafts, queryFn: ({ signal }) => api.drafts(signal), enabled, ...KEPT_LIVE });
}

export function useSharedDraft(id: string) {
  const api = useApi();
  return useQuery({ queryKey: queryKeys.draft(id), queryFn: ({ signal }) => api.draft(id, signal) });
}

/** How many have it changes with each report, which nobody tells of. */
export function useRollout() {
  const api = useApi();
  return useQuery({
    queryKey: queryKeys.rollout,
    queryFn: ({ signal }) => api.rollout(signal),
    refetchInterval: ({ state }) => (state.data?.rollout?.state === 'running' ? 15_000 : false),
    ...KEPT_LIVE,
  });
}

export function useAlerts(enabled = true) {
  const api = useApi();
  return useQuery({ queryKey: queryKeys.alerts, queryFn: ({ signal }) => api.alerts(signal), enabled, ...KEPT_LIVE });
}
