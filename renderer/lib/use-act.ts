import { useCallback, useEffect, useRef, useState } from 'react';
import { AppError, type WireError } from '../../core/errors.ts';

export interface Act {
  readonly run: () => void;
  readonly busy: boolean;
  readonly error: WireError | null;
  readonly clear: () => void;
}

/** A button's work: busy while it lasts, its refusal kept until the next try. A second press while busy does nothing. */
export function useAct(work: () => Promise<unknown>): Act {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<WireError | null>(null);
  const latest = useRef(work);
  const running = useRef(false);
  useEffect(() => {
    latest.current = work;
  });
  const run = useCallback(() => {
    if (running.current) return;
    running.current = true;
    setBusy(true);
    setError(null);
    latest
      .current()
      .catch((reason: unknown) => setError(asWireError(reason)))
      .finally(() => {
        running.current = false;
        setBusy(false);
      });
  }, []);
  const clear = useCallback(() => setError(null), []);
  return { run, busy, error, clear };
}

function asWireError(reason: unknown): WireError {
  if (reason instanceof AppError) return { code: reason.code, message: reason.message };
  return { code: 'INTERNAL', message: reason instanceof Error ? reason.message : String(reason) };
}
