import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import type { ClientView } from '../../../core/ipc/client-view.ts';
import { useServices } from '../services.ts';

/** A part of the view. Only below `AgentWindow`, which draws nothing of the kind before there is one. */
export function useView<T>(select: (view: ClientView) => T): T {
  const { view } = useServices();
  return useStore(
    view,
    useShallow((state) => {
      if (state.status !== 'ready') throw new Error('useView needs a view that was read');
      return select(state.view);
    }),
  );
}
