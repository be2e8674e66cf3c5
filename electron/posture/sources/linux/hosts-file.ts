import { readHostsFile } from '../hosts/hosts-file.ts';
import { defineSource } from '../source.ts';

/** Names that are sent somewhere without asking anybody. */
export const linuxHostsFile = defineSource({
  id: 'linux/hosts-file',
  platform: 'linux',
  family: 'networkSettings',
  fact: 'networkTampering',
  pace: 'settings',
  gather: { via: 'file', paths: ['/etc/hosts'], take: 'first' },
  // Without the file nothing is redirected by it.
  whenMissing: { tampered: false, names: [], proxy: null, dns: null, reason: null },
  parse: readHostsFile,
});
