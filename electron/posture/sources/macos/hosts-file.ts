import { readHostsFile } from '../hosts/hosts-file.ts';
import { defineSource } from '../source.ts';

/** Names that are sent somewhere without asking anybody. */
export const macosHostsFile = defineSource({
  id: 'macos/hosts-file',
  platform: 'macos',
  family: 'networkSettings',
  fact: 'networkTampering',
  pace: 'settings',
  gather: { via: 'file', paths: ['/etc/hosts'], take: 'first' },
  // Without the file nothing is redirected by it.
  whenMissing: { tampered: false, names: [], proxy: null, dns: null, reason: null },
  parse: readHostsFile,
});
