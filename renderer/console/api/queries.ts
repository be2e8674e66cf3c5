import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import type { DeviceId } from '../../../core/ids.ts';
import { useApi } from './api-context.tsx';
import type { AuditPage } from './client.ts';
import { journalOf } from './live-journal.ts';
import { mergeDevices } from './merge-live.ts';
import { queryKeys } from './query-keys.ts';

/** What the live line keeps fresh need never be asked for again by itself. */
const KEPT_LIVE = { staleTime: Infinity } as const;

export function useSession() {
  const api = useApi();
  return useQuery({ queryKey: queryKeys.session, queryFn: ({ signal }) => api.session(signal), ...KEPT_LIVE });
}

export function useDevices() {
  const api = useApi();
  const queryClient = useQueryClient();
  return useQuery({
    queryKey: queryKeys.devices,
    queryFn: async ({ signal }) => {
      const { answer, events } = await journalOf(queryClient).during(() => api.devices(signal));
      // The stream has the last word: a row that changed while the list was on its way must not fall back.
      return mergeDevices(answer, events);
    },
    // Rows keep their identity in mergeDevices; comparing thousands of them deeply on each event would cost more than it saves.
    structuralSharing: false,
    ...KEPT_LIVE,
  });
}

export function useDevice(id: DeviceId) {
  const api = useApi();
  return useQuery({ queryKey: queryKeys.device(id), queryFn: ({ signal }) => api.device(id, signal) });
}

export function usePolicy(enabled = true) {
  const api = useApi();
  return useQuery({ queryKey: queryKeys.policy, queryFn: ({ signal }) => api.policy(signal), enabled, ...KEPT_LIVE });
}

export function usePolicyVersions() {
  const api = useApi();
  return useQuery({
    queryKey: queryKeys.policyVersions,
    queryFn: ({ signal }) => api.policyVersions(signal),
    ...KEPT_LIVE,
  });
}

export function usePeople() {
  const api = useApi();
  return useQuery({ queryKey: queryKeys.people, queryFn: ({ signal }) => api.people(signal) });
}

export function useAccessRequests(enabled = true) {
  const api = useApi();
  return useQuery({
    queryKey: queryKeys.accessRequests,
    queryFn: ({ signal }) => api.accessRequests(signal),
    enabled,
    ...KEPT_LIVE,
  });
}

export function useHelpRequests() {
  const api = useApi();
  return useQuery({
    queryKey: queryKeys.helpRequests,
    queryFn: ({ signal }) => api.helpRequests(signal),
    ...KEPT_LIVE,
  });
}

/** Their ends pass without a message, so they are asked for again now and then. */
export function useWaivers() {
  const api = useApi();
  return useQuery({
    queryKey: queryKeys.waivers,
    queryFn: ({ signal }) => api.waivers(signal),
    refetchInterval: 60_000,
    ...KEPT_LIVE,
  });
}

/** Fetched by the server every hour, so looked at again now and then. */
export function useWebLists() {
  const api = useApi();
  return useQuery({
    queryKey: queryKeys.webLists,
    queryFn: ({ signal }) => api.webLists(signal),
    refetchInterval: 60_000,
  });
}

/** The server's page size (core/wire/console.ts); a shorter page is the last. */
const AUDIT_PAGE = 100;

export function useAudit() {
  const api = useApi();
  return useInfiniteQuery({
    queryKey: queryKeys.audit,
    queryFn: ({ pageParam, signal }) => api.audit(pageParam, signal),
    initialPageParam: null as number | null,
    getNextPageParam: ({ events }: AuditPage) =>
      events.length < AUDIT_PAGE ? undefined : (events.at(-1)?.sequence ?? undefined),
  });
}
