import { readHostsFile } from '../hosts/hosts-file.ts';
import { defineSource } from '../source.ts';

/** Names that are sent somewhere without asking anybody. */
export const windowsHostsFile = defineSource({
  id: 'windows/hosts-file',
  platform: 'windows',
  family: 'networkSettings',
  fact: 'networkTampering',
  pace: 'settings',
  gather: { via: 'file', paths: ['C:\\Windows\\System32\\drivers\\etc\\hosts'], take: 'first' },
  // Without the file nothing is redirected by it.
  whenMissing: { tampered: false, names: [], proxy: null, dns: null, reason: null },
  parse: readHostsFile,
});
