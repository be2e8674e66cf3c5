import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { toWireError } from '../../../core/errors.ts';
import type { PrivacyView } from '../../../core/ipc/client-view.ts';
import type { Client } from '../../lib/bridge.ts';
import { useServices } from '../services.ts';

export type PrivacyRead =
  | { readonly status: 'ready'; readonly privacy: PrivacyView }
  | { readonly status: 'failed'; readonly message: string };

/** Read anew whenever the laptop was judged again, so that what is shown is what there is; null before the first answer. */
export function usePrivacy(): PrivacyRead | null {
  const { client, view } = useServices();
  const judgedAt = useStore(view, (state) => (state.status === 'ready' ? state.view.verdictAt : null));
  const [read, setRead] = useState<PrivacyRead | null>(null);
  useEffect(() => {
    let current = true;
    const load = async (_judgedAt: string | null): Promise<void> => {
      const answer = await readPrivacy(client);
      if (current) setRead(answer);
    };
    void load(judgedAt);
    return () => {
      current = false;
    };
  }, [client, judgedAt]);
  return read;
}

async function readPrivacy(client: Client): Promise<PrivacyRead> {
  try {
    return { status: 'ready', privacy: await client.invoke('privacy:read', {}) };
  } catch (error) {
    return { status: 'failed', message: toWireError(error).message };
  }
}
