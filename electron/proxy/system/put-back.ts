import type { JournalEntry, SavedScope } from './journal.ts';
import type { Change, SettingsScope, SettingsStore } from './settings-store.ts';

/** A PAC address as only this program makes them: this computer, a secret of 256 bits, a revision. */
const LOOKS_LIKE_OURS = /^http:\/\/127\.0\.0\.1:\d{1,5}\/[0-9a-f]{64}\/\d{1,9}\/proxy\.pac$/;

export function looksLikeOurs(url: string): boolean {
  return LOOKS_LIKE_OURS.test(url);
}

/** Whether a scope holds exactly what we set for this address. */
export function isSetTo(store: SettingsStore, { values }: SettingsScope, pacUrl: string): boolean {
  return store.ours(pacUrl).every(([key, value]) => values[key] === value);
}

/** Which of our addresses a scope holds, if any: whoever changed the address has taken the setting over. */
function addressIn(store: SettingsStore, { values }: SettingsScope, ours: readonly string[]): string | undefined {
  return ours.find((url) => new Map(store.ours(url)).get(store.anchor) === values[store.anchor]);
}

function isOrphan(store: SettingsStore, { values }: SettingsScope): boolean {
  return looksLikeOurs((values[store.anchor] ?? '').replace(/^'|'$/g, ''));
}

/** Puts saved values back key by key, only where the address is still ours and the key still has our value. */
export async function putBack(
  store: SettingsStore,
  scopes: readonly SettingsScope[],
  entry: JournalEntry,
): Promise<boolean> {
  let isAny = false;
  for (const scope of scopes) {
    const saved = entry.saved.find(({ store: kind, id }) => kind === store.kind && id === scope.id);
    const address = addressIn(store, scope, entry.ours);
    if (saved === undefined || address === undefined) continue;
    const changes = store
      .ours(address)
      .filter(([key, value]) => scope.values[key] === value)
      .map(([key]): Change => [key, saved.values[key] ?? null]);
    // The anchor last: while it is ours, a kill in between leaves something to heal.
    await store.write(scope.id, changes.toReversed());
    isAny = true;
  }
  if (isAny) await store.notify();
  return isAny;
}

/** Without a record of what was before: a setting that can only be ours is worse than none. */
export async function switchOff(store: SettingsStore, scopes: readonly SettingsScope[]): Promise<boolean> {
  const orphans = scopes.filter((scope) => isOrphan(store, scope));
  for (const { id } of orphans) await store.write(id, store.off());
  if (orphans.length > 0) await store.notify();
  return orphans.length > 0;
}

/** What is to be put back later: what was saved first, or, where somebody has set something since, that. */
export function toSave(
  store: SettingsStore,
  scopes: readonly SettingsScope[],
  before: JournalEntry | null,
): SavedScope[] {
  return scopes.map((scope) => {
    const saved = before?.saved.find(({ store: kind, id }) => kind === store.kind && id === scope.id);
    if (saved !== undefined && addressIn(store, scope, before?.ours ?? []) !== undefined) return saved;
    const values = isOrphan(store, scope) ? { ...scope.values, ...Object.fromEntries(store.off()) } : scope.values;
    return { store: store.kind, id: scope.id, values: { ...values } };
  });
}
