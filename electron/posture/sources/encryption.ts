import type { EncryptionReading, EncryptionState } from './reading.ts';

/** Only `on` counts as encrypted; every other state is said, with how far along it is when that is known. */
export function encryptionReading(state: EncryptionState, percent: number | null = null): EncryptionReading {
  return {
    encrypted: state === 'on',
    state,
    percent: percent === null ? null : Math.min(100, Math.max(0, percent)),
    reason: null,
  };
}

/** `99.5`, `99,5`, `100.0%`, also with full-width or spaced signs; null for anything else. */
export function readPercent(text: string | undefined): number | null {
  const match = /(\d{1,3}(?:[.,]\d+)?)\s*[%％٪]?/.exec(text ?? '');
  if (match === null) return null;
  const value = Number((match[1] ?? '').replace(',', '.'));
  return value >= 0 && value <= 100 ? value : null;
}
