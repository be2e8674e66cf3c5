import type { DatabaseSync } from 'node:sqlite';

interface Job {
  readonly work: () => Promise<unknown>;
  readonly resolve: (value: never) => void;
  readonly reject: (error: unknown) => void;
}
type Outcome = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly error: unknown };

/** So many transactions share one commit at most. */
const MAX_BATCH = 64;

/**
 * Runs write transactions one after the other. Those that came while the one before was being committed share one commit
 * (and so one fsync), each in a savepoint of its own; none is acknowledged before that commit is on the disk.
 */
export class WriteQueue {
  readonly #database: DatabaseSync;
  readonly #jobs: Job[] = [];
  #draining: Promise<void> | null = null;

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  run<T>(work: () => Promise<T>): Promise<T> {
    const { promise, resolve, reject } = Promise.withResolvers<T>();
    this.#jobs.push({ work, resolve, reject });
    this.#draining ??= this.#drain();
    return promise;
  }

  /** Resolves when nothing is left to do. */
  async idle(): Promise<void> {
    while (this.#draining !== null) await this.#draining;
  }

  async #drain(): Promise<void> {
    // The caller's context ends here, and whoever comes in the same turn joins the batch.
    await Promise.resolve();
    for (let batch = this.#take(); batch.length > 0; batch = this.#take()) await this.#commit(batch);
    this.#draining = null;
  }

  #take(): readonly Job[] {
    return this.#jobs.splice(0, MAX_BATCH);
  }

  async #commit(batch: readonly Job[]): Promise<void> {
    const outcomes: Outcome[] = [];
    try {
      this.#database.exec('BEGIN IMMEDIATE');
      for (const { work } of batch) outcomes.push(await this.#runOne(work));
      this.#database.exec('COMMIT');
    } catch (error) {
      if (this.#database.isTransaction) this.#database.exec('ROLLBACK');
      for (const { reject } of batch) reject(error);
      return;
    }
    for (const [index, outcome] of outcomes.entries()) {
      if (outcome.ok) batch[index]?.resolve(outcome.value as never);
      else batch[index]?.reject(outcome.error);
    }
  }

  async #runOne(work: () => Promise<unknown>): Promise<Outcome> {
    this.#database.exec('SAVEPOINT one');
    try {
      const value = await work();
      this.#database.exec('RELEASE one');
      return { ok: true, value };
    } catch (error) {
      // A full disk makes SQLite roll back everything by itself (sqlite.org/lang_transaction.html §3): then nobody's is kept.
      if (!this.#database.isTransaction) throw error;
      this.#database.exec('ROLLBACK TO one; RELEASE one');
      return { ok: false, error };
    }
  }
}
