import { useEffect, useRef, type RefObject } from 'react';
import { useStore } from 'zustand';
import type { Client } from '../../lib/bridge.ts';
import { useServices } from '../services.ts';

/**
 * Keeps the native page exactly over an element: its bounds are sent whenever they change, and null as soon as the
 * element goes away or something of ours must lie above it (a native view covers whatever the page draws).
 */
export function usePlaced(shown: boolean): RefObject<HTMLElement | null> {
  const area = useRef<HTMLElement>(null);
  const { client, navigation } = useServices();
  const covered = useStore(navigation, (state) => state.overlays > 0);
  const place = shown && !covered;
  useEffect(() => {
    const element = area.current;
    if (!place || element === null) return undefined;
    let last = '';
    const send = (): void => {
      const box = element.getBoundingClientRect();
      const bounds = {
        x: Math.max(0, Math.round(box.x)),
        y: Math.max(0, Math.round(box.y)),
        width: Math.max(0, Math.round(box.width)),
        height: Math.max(0, Math.round(box.height)),
      };
      const text = JSON.stringify(bounds);
      if (text === last) return;
      last = text;
      tell(client, bounds);
    };
    const observer = new ResizeObserver(send);
    observer.observe(element);
    window.addEventListener('resize', send);
    send();
    return () => {
      observer.disconnect();
      window.removeEventListener('resize', send);
      tell(client, null);
    };
  }, [client, place]);
  return area;
}

type Bounds = { x: number; y: number; width: number; height: number } | null;

function tell(client: Client, bounds: Bounds): void {
  // A refusal leaves the view hidden, which the next change of size puts right.
  client.invoke('web:place', { bounds }).catch(() => undefined);
}
