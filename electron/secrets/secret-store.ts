/** Small secrets (at most 2,560 bytes: the Windows Credential Manager's CRED_MAX_CREDENTIAL_BLOB_SIZE), by name. */
export interface SecretStore {
  /** `memory`: there is no keychain, so that everything is gone when the program ends. The agent is told. */
  readonly kind: 'keychain' | 'memory';
  get(name: string): Promise<string | null>;
  set(name: string, value: string): Promise<void>;
  /** Deleting what is not there is fine. */
  delete(name: string): Promise<void>;
  /** The names that this profile holds, and no one else's. */
  list(): Promise<string[]>;
}
