import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { createContext, useContext, useEffect, useState } from 'react';
import type { LiveEvent } from '../../../core/wire/console.ts';
import type { Devices } from './client.ts';
import { listenLive, type LivePorts, type LiveState } from './live.ts';
import { journalOf } from './live-journal.ts';
import { mergeDevices } from './merge-live.ts';
import { queryKeys } from './query-keys.ts';

const LivePortsContext = createContext<LivePorts | null>(null);
export const LivePortsProvider = LivePortsContext.Provider;

/** Keeps the query cache in step with the server for as long as the component that calls it is on screen. */
export function useLive(): LiveState {
  const ports = useContext(LivePortsContext);
  if (ports === null) throw new Error('useLive needs a LivePortsProvider above it');
  const queryClient = useQueryClient();
  const [state, setState] = useState<LiveState>('connecting');
  useEffect(
    () =>
      listenLive(ports, {
        onEvents: (events) => applyLiveEvents(queryClient, events),
        onState: setState,
        onGap: () => refresh(queryClient, EVERYTHING),
        onRefused: () => refresh(queryClient, [queryKeys.session]),
      }),
    [ports, queryClient],
  );
  return state;
}

type Key = readonly unknown[];
const EVERYTHING: readonly Key[] = [
  queryKeys.devices,
  queryKeys.anyDevice,
  queryKeys.policy,
  queryKeys.policyVersions,
  queryKeys.people,
  queryKeys.accessRequests,
  queryKeys.helpRequests,
  queryKeys.waivers,
  queryKeys.drafts,
  queryKeys.rollout,
  queryKeys.alerts,
];

function applyLiveEvents(queryClient: QueryClient, events: readonly LiveEvent[]): void {
  journalOf(queryClient).record(events);
  queryClient.setQueryData<Devices>(queryKeys.devices, (before) => before && mergeDevices(before, events));
  const stale: Key[] = [];
  for (const event of events) {
    switch (event.type) {
      case 'device':
        stale.push(queryKeys.device(event.device.deviceId));
        break;
      case 'device-removed':
        stale.push(queryKeys.device(event.deviceId), queryKeys.people);
        break;
      case 'policy':
        stale.push(
          queryKeys.policy,
          queryKeys.policyVersions,
          queryKeys.rollout,
          queryKeys.drafts,
          queryKeys.anyDevice,
        );
        break;
      case 'access-request':
        stale.push(queryKeys.accessRequests);
        break;
      case 'waivers':
        stale.push(queryKeys.waivers, queryKeys.anyDevice);
        break;
      case 'help-request':
        stale.push(queryKeys.helpRequests);
        break;
      case 'people':
        stale.push(queryKeys.people);
        break;
      case 'alert':
        stale.push(queryKeys.alerts);
        break;
      case 'rollout':
        stale.push(queryKeys.rollout);
        break;
      case 'drafts':
        stale.push(queryKeys.drafts);
        break;
      case 'phone-engine':
        break;
    }
  }
  refresh(queryClient, stale);
}

function refresh(queryClient: QueryClient, keys: readonly Key[]): void {
  for (const queryKey of keys) void queryClient.invalidateQueries({ queryKey });
}
