import type { HostPort } from '../contract.ts';

/** Starts one program, without a shell, and waits for it. `missing`: there is no such program. */
export type Run = (argv: readonly [string, ...string[]]) => Promise<RunResult>;

export interface RunResult {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly missing: boolean;
}

/** A setting exactly as the system's own tool writes it, so that it can be put back exactly; null when it isn't there. */
export type SettingValues = Readonly<Record<string, string | null>>;

/** Settings that belong together: a user's, or those of one network service. */
export interface SettingsScope {
  readonly id: string;
  readonly values: SettingValues;
}

/** How the computer reached the internet, as its settings say. */
export type OriginalSetting =
  | { readonly kind: 'direct' }
  | { readonly kind: 'auto-detect' }
  | { readonly kind: 'pac'; readonly url: string }
  | {
      readonly kind: 'manual';
      readonly http: HostPort | null;
      readonly https: HostPort | null;
      readonly bypass: readonly string[];
    };

export type Change = readonly [key: string, value: string | null];

/** One system's proxy settings, for the user, without administrator rights. */
export interface SettingsStore {
  readonly kind: 'windows' | 'macos' | 'gnome' | 'kde';
  /** The key that holds the PAC's address: who owns this one owns the setting. */
  readonly anchor: string;
  /** Rejects with an AppError when the settings can't be read. */
  read(): Promise<readonly SettingsScope[]>;
  /** What our setting looks like once written; the anchor first. */
  ours(pacUrl: string): readonly Change[];
  /** No proxy at all; the anchor last. */
  off(): readonly Change[];
  /** Writes in the given order. Rejects with an AppError when the system refuses. */
  write(scopeId: string, changes: readonly Change[]): Promise<void>;
  /** Tells running programs. */
  notify(): Promise<void>;
  /** What the saved settings meant. */
  original(scopes: readonly SettingsScope[]): Promise<OriginalSetting>;
}

/** Reads `host:port`, `http://host:port/`, `host port` as the systems write proxies. */
export function readProxyAddress(text: string): HostPort | null {
  const match = /^(?:[a-z]+:\/\/)?(\[[0-9a-fA-F:]+\]|[^\s:/[\]]+)(?:[:\s]\s*(\d{1,5}))?\/?$/.exec(text.trim());
  const port = Number(match?.[2] ?? 80);
  if (match === null || port < 1 || port > 65_535) return null;
  return { host: (match[1] ?? '').replace(/^\[|\]$/g, ''), port };
}
