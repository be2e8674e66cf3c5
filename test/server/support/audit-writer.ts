import { writeSync } from 'node:fs';
import { openSqliteStore } from '../../../server/store/sqlite-store.ts';

// Says each event's number only once the store has acknowledged it, until somebody kills this process.
const store = openSqliteStore(process.argv[2] ?? '');
for (;;) {
  const entry = { at: Date.now(), actor: 'writer', action: 'test', subject: 's', details: {} };
  const { sequence } = await store.write((tx) => tx.audit.append(entry));
  writeSync(1, `${sequence}\n`);
}
