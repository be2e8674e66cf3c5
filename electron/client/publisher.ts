/** Tells listeners the newest of something, once for all that changes in one turn. */
export interface Publisher<T> {
  /** Gives back how to stop listening. */
  listen(listener: (value: T) => void): () => void;
  publish(): void;
}

/** `current` is asked when it is told, not when it changes. */
export function createPublisher<T>(current: () => T): Publisher<T> {
  const listeners = new Set<(value: T) => void>();
  let isDue = false;
  return {
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    publish() {
      if (isDue) return;
      isDue = true;
      queueMicrotask(() => {
        isDue = false;
        const value = current();
        for (const listener of listeners) listener(value);
      });
    },
  };
}
