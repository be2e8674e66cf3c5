/** One start of a program that keeps secrets: run as a process of its own, it prints what it saw as JSON. */
import { createDeviceStore } from '../../../electron/client/device-store.ts';
import { openSecretStore } from '../../../electron/secrets/open-secret-store.ts';

const [what, profile = 'p', value = ''] = process.argv.slice(2);
const store = await openSecretStore(profile);
const result: Record<string, unknown> = { kind: store.kind };
if (what === 'set') await store.set('device-key', value);
if (what === 'erase') result['erased'] = await createDeviceStore(store).erase();
result['value'] = await store.get('device-key');
result['names'] = await store.list();
process.stdout.write(`${JSON.stringify(result)}\n`);
// A keychain call that never answers would keep the process alive.
process.exit(0);
