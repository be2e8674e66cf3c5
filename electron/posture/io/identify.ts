import { system } from 'systeminformation';
import type { Identity } from './posture-io.ts';

/** systeminformation starts its own programs and has no timeout of its own. Milliseconds. */
const TIMEOUT_MS = 10_000;

/** Maker, model and whether it is a virtual machine; nothing that identifies one laptop. null when it took too long. */
export async function identifyWithSystemInformation(signal: AbortSignal): Promise<Identity | null> {
  let finish = (_value: null): void => undefined;
  const gaveUp = new Promise<null>((resolve) => {
    finish = resolve;
  });
  const giveUp = (): void => finish(null);
  const timer = setTimeout(giveUp, TIMEOUT_MS);
  signal.addEventListener('abort', giveUp, { once: true });
  try {
    const found = await Promise.race([system(), gaveUp]);
    if (found === null) return null;
    return { manufacturer: named(found.manufacturer), model: named(found.model), virtual: found.virtual };
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', giveUp);
  }
}

/** Makers leave placeholders in the firmware; they are no names. */
function named(text: string | undefined): string | null {
  const name = (text ?? '').trim().slice(0, 120);
  return name === '' ||
    /^(to be filled|default string|system (product|manufacturer)|not specified|unknown|-)/i.test(name)
    ? null
    : name;
}
